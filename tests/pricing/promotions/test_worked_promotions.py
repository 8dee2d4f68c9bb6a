"""The worked tables of the page on stacking are what the functions answer."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from pricing.promotions.making import a_cart, catalogue, off, priced

from serai.pricing.domain.promotions.promotion import Promotion
from serai.pricing.domain.promotions.read_promotion import read_promotion
from serai.pricing.domain.verdict import Outcome

PAGES = Path(__file__).resolve().parents[3] / "docs" / "algorithms"
PAGE = PAGES / "stacking.md"
BERLIN = ZoneInfo("Europe/Berlin")


def table(*head: str, page: Path = PAGE) -> list[list[str]]:
    """Return the rows of the table that has such a head."""
    lines = page.read_text().splitlines()
    start = lines.index(f"| {' | '.join(head)} |") + 2
    return list(_rows(lines[start:]))


def _rows(lines: list[str]) -> Iterator[list[str]]:
    for line in lines:
        if not line.startswith("|"):
            return
        yield [cell.strip().strip("`") for cell in line.strip("|").split("|")]


def a_promotion(code: str, benefit: str, more: str = "{}") -> Promotion:
    sent = {"code": code, "name": code, "currency": "EUR", "benefit": json.loads(benefit)}
    return read_promotion({**sent, **json.loads(more)}, id=UUID(int=ord(code[0])))


def pay(cart: str, *promotions: Promotion, delivery: str = "none"):
    bought = [each.split(" × ") for each in cart.split(", ")]
    lines = [(number, int(units)) for number, (units, _) in enumerate(bought, 1)]
    prices = catalogue(*(price for _, price in bought))
    chosen = None if delivery == "none" else delivery
    return priced(a_cart(*lines, delivery=chosen), prices, *promotions)


def test_each_benefit_takes_what_the_table_says():
    rows = table("benefit", "cart", "off each line")

    found = [", ".join(off(pay(cart, a_promotion("p", benefit)))) for benefit, cart, _ in rows]

    assert len(rows) == 14
    assert found == [expected for _, _, expected in rows]


def test_the_stack_is_as_worked_by_hand():
    promotions = [a_promotion(*row) for row in table("code", "benefit", "more")]
    codes = [promotion.code for promotion in promotions]
    rows = table("cart", "delivery", *codes, "to pay")
    found = []
    for cart, delivery, *_ in rows:
        answer = pay(cart, *promotions, delivery=delivery)
        became = {
            each.code: f"{each.taken.as_decimal():f}" if each.applied else str(each.outcome)
            for each in answer.verdicts
        }
        told = [became[code] for code in codes]
        found.append([cart, delivery, *told, f"{answer.total.as_decimal():f}"])

    assert len(rows) == 5
    assert found == rows


def test_schedules_are_on_when_the_table_says():
    rows = table("schedule", "local time", "on")
    found = []
    for schedule, local, _ in rows:
        body = json.dumps({"schedule": json.loads(schedule)})
        promotion = a_promotion("p", '{"kind": "delivery_off"}', body)
        at = datetime.fromisoformat(local).replace(tzinfo=BERLIN)
        found.append("yes" if promotion.schedule.is_on(at, BERLIN) else "no")

    assert len(rows) == 8
    assert found == [on for _, _, on in rows]


def test_every_outcome_is_on_the_page():
    page = PAGE.read_text()

    assert [outcome for outcome in Outcome if f"`{outcome}`" not in page] == []


def test_the_page_on_prices_works_two_promotions_in_a_row():
    rows = table(
        *(
            "line",
            "quantity",
            "unit price",
            "items",
            "10 % off lines",
            "5.00 off the order",
            "total",
        ),
        page=PAGES / "pricing.md",
    )
    promotions = [
        a_promotion("a", '{"kind": "lines_off", "off": {"percent": "10"}}'),
        a_promotion("b", '{"kind": "order_off", "off": {"amount": "5.00"}}'),
    ]

    cart = pay(", ".join(f"{row[1]} × {row[2]}" for row in rows[:-1]), *promotions)

    told = [
        [line.items, *(each.amount for each in line.discounts), line.total] for line in cart.lines
    ]
    told.append([cart.items, *(each.taken for each in cart.verdicts), cart.total])
    assert [[f"{each.as_decimal():f}" for each in row] for row in told] == [row[3:] for row in rows]
