"""The worked tables of the page on lots and limits are what the ledger does."""

from datetime import timedelta
from pathlib import Path

import pytest
from factories.ledger import COST, HOUSE, NOW, POINTS, a_wallet, moved, paid_in

from serai.ledger.public import (
    BREAKAGE,
    HoldAmount,
    InsufficientBalance,
    balance_of,
    hold,
    open_lots,
    post,
    post_many,
    release_hold,
    reverse,
)
from serai.ledger.usecases.expire_lots import expire_lots

pytestmark = pytest.mark.django_db
PAGE = Path(__file__).resolve().parents[2] / "docs" / "algorithms" / "ledger.md"
ANN, COSTS = POINTS.of("ann", "PTS"), COST.of("", "PTS")


def table(head: str) -> list[list[str]]:
    text = PAGE.read_text()
    lines = text[text.index(head) :].partition("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_the_table_of_lots_is_right():
    kept: dict[str, object] = {}
    worked = table("| day | what happens")

    for day, what, *after in worked:
        _do(what.split(), int(day), kept)

        lots = [
            f"{lot.remaining} until {(lot.expires_at - NOW).days}"
            if lot.expires_at
            else f"{lot.remaining}"
            for lot in open_lots(ANN)
        ]
        gone = balance_of(BREAKAGE.of("tests.points", "PTS"))
        assert [", ".join(lots), f"{balance_of(ANN)}", f"{gone}"] == after, what

    assert len(worked) == 10


def _do(words: list[str], day: int, kept: dict) -> None:
    now = NOW + timedelta(days=day)
    number = int(words[1]) if len(words) > 1 and words[1].isdigit() else 0
    match words[0]:
        case "earn":
            end = NOW + timedelta(days=int(words[3])) if len(words) > 3 else None
            post(moved(number, debited=COSTS, credited=ANN, expires_at=end), now=now)
        case "use":
            kept["use"] = post(moved(number, debited=ANN, credited=COSTS), now=now)
        case "reverse":
            reverse(kept["use"].id, reason="Returned", now=now)
        case "hold":
            kept["hold"] = hold(HoldAmount(ANN, number, "order 1"), now=now)
        case "release":
            release_hold(kept["hold"].id, now=now)
        case "expire":
            expire_lots(now=now)


def test_the_table_of_limits_is_right():
    worked = table("| posted together")

    for owner, (amounts, result, balance) in enumerate(worked):
        purse = a_wallet(f"{owner}")
        paid_in(100, purse)
        changes = [int(amount) for amount in amounts.split(",")]
        entries = [
            moved(n, debited=HOUSE, credited=purse)
            if n > 0
            else moved(-n, debited=purse, credited=HOUSE)
            for n in changes
        ]

        try:
            post_many(entries, now=NOW)
            found = "posted"
        except InsufficientBalance:
            found = "refused"

        assert (found, f"{balance_of(purse)}") == (result, balance), amounts

    assert len(worked) == 5
