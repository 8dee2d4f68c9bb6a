"""The worked table of the page on reconciliation is what is posted."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from payments.makers import NOW

from serai.kernel.money import Money
from serai.ledger.public import balance_of
from serai.payments.domain.movement import Movement, MovementKind, PayoutReport
from serai.payments.public import RefundPayment, refund_payment
from serai.payments.usecases.confirm_refund import confirm_refund
from serai.payments.usecases.keep_books import receivable_of
from serai.payments.usecases.reconciliation.book_payout import BANK, FEES, UNMATCHED
from serai.payments.usecases.reconciliation.take_in_payout import take_in_payout

PAGE = Path(__file__).resolve().parents[2] / "docs" / "algorithms" / "reconciliation.md"
KINDS = {"charge": MovementKind.CHARGE, "refund": MovementKind.REFUND, "fee": MovementKind.FEE}


def usd(text: str) -> Money:
    return Money.parse(text.replace("−", "-").strip("*") or "0", "USD")


def rows(first: str) -> list[list[str]]:
    """Return the rows of the table whose first column has this title."""
    tables = PAGE.read_text().split("\n\n")
    [table] = [text for text in tables if text.startswith(f"| {first} |")]
    lines = table.splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@pytest.mark.django_db
def test_the_entry_of_the_page_is_what_is_posted(a_charged_payment):
    paid = a_charged_payment()
    told = rows("line")
    lines = tuple(
        Movement(
            reference=name,
            kind=KINDS[name.split()[0]],
            gross=usd(gross),
            fee=usd(fee),
            happened_at=NOW,
            charge="" if name.startswith("fee") else paid.processor_reference,
        )
        for name, gross, fee, _ in told[:-1]
    )
    arrives = usd(told[-1][3])
    asked = refund_payment(RefundPayment(paid.id, "r", "Sour", Money(234, "USD")), now=NOW)
    confirm_refund(asked.id, now=NOW)

    take_in_payout(
        PayoutReport("local", "po_1", arrives, date(2026, 3, 16), lines),
        now=NOW + timedelta(days=3),
    )

    assert [line.net for line in lines] == [usd(net) for *_, net in told[:-1]]
    bank, fees, receivable = rows("account")
    assert balance_of(BANK.of("local", "USD")) == usd(bank[1]).minor
    assert balance_of(FEES.of("local", "USD")) == usd(fees[1]).minor
    assert paid.captured.minor - 234 == usd(receivable[2]).minor
    assert balance_of(receivable_of(paid.id, "USD", "local")) == 0
    assert balance_of(UNMATCHED.of("local", "USD")) == 0
