"""The tables of the page on the life of a payment are what the code does."""

import re
from pathlib import Path

import pytest
from payments.makers import NOW

from serai.kernel.money import Money
from serai.ledger.public import trial_balance
from serai.payments.public import (
    CapturePayment,
    CaptureTooLarge,
    capture_payment,
    payment,
)
from serai.payments.usecases.release_payment import release_payment
from serai.payments.usecases.settle_dispute import settle_dispute

pytestmark = pytest.mark.django_db

PAGE = Path(__file__).resolve().parents[2] / "docs" / "algorithms" / "payment-life.md"


def table_under(head: str) -> list[list[str]]:
    """Return the rows of the table that starts with `head`."""
    _, _, below = PAGE.read_text().partition(f"{head}\n")
    found = re.match(r"(\|.*\n)+", below)
    assert found is not None
    return [
        [cell.strip() for cell in line.strip("|").split("|")] for line in found[0].splitlines()[1:]
    ]


def minor(amount: str) -> int:
    return Money.parse(amount, "USD").minor


def test_captures_do_what_the_table_says(an_authorised_payment, deliver):
    standing = an_authorised_payment()

    for number, (step, *expected) in enumerate(table_under("| step | A | Q | C | L | state |")):
        asked = re.match(r"ask for ([0-9.]+)", step)
        if asked:
            command = CapturePayment(standing.id, str(number), "x", Money(minor(asked[1]), "USD"))
            if refused := re.search(r"only ([0-9.]+) are left", step):
                with pytest.raises(CaptureTooLarge) as refusal:
                    capture_payment(command, now=NOW)
                assert refusal.value.left.minor == minor(refused[1])
            else:
                capture_payment(command, now=NOW)
        elif step == "confirm":
            deliver()
        elif step == "let the rest go":
            release_payment(standing.id, now=NOW)
        now_is = payment(standing.id)
        sums = (now_is.authorised, now_is.capturing, now_is.captured, now_is.released)
        assert [f"{m.minor // 100}.{m.minor % 100:02}" for m in sums] == expected[:4], step
        assert now_is.state.value == expected[4], step


@pytest.mark.parametrize("won", [True, False])
def test_the_books_of_a_dispute_are_the_tables(a_charged_payment, processor, won: bool):
    rows = table_under("| news | receivable | claim | received |")
    end = rows[2] if won else rows[3]
    paid = a_charged_payment()
    assert _booked() == rows[0][1:]

    usd = Money(1000, "USD")
    opened = processor.open_dispute(paid.processor_reference, usd, reason="fraudulent", now=NOW)
    settle_dispute(opened, processor="local", now=NOW)
    assert _booked() == rows[1][1:]
    decided = processor.decide_dispute(opened.reference, won=won, now=NOW)
    settle_dispute(decided, processor="local", now=NOW)

    assert _booked() == end[1:]


def _booked() -> list[str]:
    sums = {row.kind: abs(row.debit - row.credit) for row in trial_balance().rows}
    kinds = ("payments.receivable", "payments.disputed", "payments.received")
    return [f"{sums.get(k, 0) // 100}.{sums.get(k, 0) % 100:02}" for k in kinds]
