"""What a processor paid out is matched, posted, and what does not fit stays on a list."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from payments.makers import NOW, PRICE

from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.ledger.public import balance_of, ledger_disagreements
from serai.payments.adapters.local.payout_format import SeraiPayoutFormat, written
from serai.payments.adapters.local.statement import LocalStatement
from serai.payments.adapters.stripe.payout_format import StripePayoutFormat
from serai.payments.domain.difference import DifferenceKind
from serai.payments.domain.movement import Movement, MovementKind, PayoutReport
from serai.payments.ports import Books, PayoutFileRefused, UnknownPayoutFormat
from serai.payments.public import RefundPayment, refund_payment
from serai.payments.queries.reconciliation.difference_view import difference_page
from serai.payments.queries.reconciliation.payout_view import payout_page
from serai.payments.usecases.confirm_refund import confirm_refund
from serai.payments.usecases.keep_books import receivable_of
from serai.payments.usecases.reconciliation.book_payout import BANK, EXCHANGE, FEES, UNMATCHED
from serai.payments.usecases.reconciliation.close_difference import (
    CloseDifference,
    DifferenceIsClosed,
    close_difference,
)
from serai.payments.usecases.reconciliation.take_in_payout import (
    PayoutDiffers,
    take_in_payout,
    take_in_payout_file,
)
from serai.plumbing.wiring import bind

ZERO = Money(0, "USD")
FEE = Money(19, "USD")
LATER = NOW + timedelta(days=3)


@pytest.fixture
def statement(processor) -> LocalStatement:
    """Return the local processor's book, which can be read as its API's would."""
    statement = LocalStatement(processor.book)
    bind(Books, Books((statement,), (SeraiPayoutFormat(), StripePayoutFormat())))
    return statement


def a_line(
    payment, kind: MovementKind = MovementKind.CHARGE, gross: Money = PRICE, **how
) -> Movement:
    given = {
        "reference": f"txn_{uuid7()}",
        "kind": kind,
        "gross": gross,
        "fee": FEE if kind is MovementKind.CHARGE else ZERO,
        "happened_at": NOW,
        "charge": payment.processor_reference if payment else "",
    }
    return Movement(**given | how)


def a_report(*lines: Movement, amount: Money | None = None) -> PayoutReport:
    net = Money(sum(line.net.minor for line in lines), lines[0].gross.currency)
    return PayoutReport("local", "po_1", amount or net, date(2026, 3, 16), lines)


def open_differences() -> list[tuple[DifferenceKind, int]]:
    return [(found.kind, found.by.minor) for found in difference_page().items]


@pytest.mark.django_db
def test_a_payout_moves_what_the_processor_owed_us_to_the_bank(a_charged_payment, statement):
    paid = a_charged_payment()

    view = take_in_payout(a_report(a_line(paid)), now=LATER)

    assert (view.amount, view.fee, view.lines, view.matched) == (PRICE - FEE, FEE, 1, 1)
    assert balance_of(BANK.of("local", "USD")) == 1215
    assert balance_of(FEES.of("local", "USD")) == 19
    assert balance_of(receivable_of(paid.id, "USD", "local")) == 0
    assert balance_of(UNMATCHED.of("local", "USD")) == 0
    assert open_differences() == []
    assert ledger_disagreements() == []


@pytest.mark.django_db
def test_a_line_is_matched_by_our_key_where_the_processor_tells_it(a_charged_payment, statement):
    paid = a_charged_payment()

    view = take_in_payout(a_report(a_line(paid, charge="", key=str(paid.id))), now=LATER)

    assert view.matched == 1


@pytest.mark.django_db
def test_a_payout_taken_in_again_changes_nothing(a_charged_payment, statement):
    report = a_report(a_line(a_charged_payment()))
    first = take_in_payout(report, now=LATER)

    again = take_in_payout(report, now=LATER + timedelta(days=1))

    assert again == first
    assert balance_of(BANK.of("local", "USD")) == 1215
    assert len(payout_page().items) == 1


@pytest.mark.django_db
def test_a_payout_that_is_told_otherwise_is_refused(a_charged_payment, statement):
    report = a_report(a_line(a_charged_payment()))
    take_in_payout(report, now=LATER)

    with pytest.raises(PayoutDiffers):
        take_in_payout(replace(report, amount=Money(1, "USD")), now=LATER)

    assert balance_of(BANK.of("local", "USD")) == 1215


@pytest.mark.django_db
def test_refunds_and_chargebacks_lower_a_payout(a_charged_payment, statement):
    paid = a_charged_payment()
    asked = refund_payment(RefundPayment(paid.id, "r", "Damaged", Money(234, "USD")), now=NOW)
    confirm_refund(asked.id, now=NOW)

    take_in_payout(
        a_report(a_line(paid), a_line(paid, MovementKind.REFUND, Money(-234, "USD"))), now=LATER
    )

    assert balance_of(BANK.of("local", "USD")) == 1234 - 19 - 234
    assert balance_of(receivable_of(paid.id, "USD", "local")) == 0
    assert open_differences() == []


@pytest.mark.django_db
def test_a_line_of_nobody_stands_where_somebody_must_look(statement):
    take_in_payout(a_report(a_line(None, charge="ch_theirs")), now=LATER)

    assert open_differences() == [(DifferenceKind.UNKNOWN, 1234)]
    assert balance_of(UNMATCHED.of("local", "USD")) == 1234
    assert ledger_disagreements() == []


@pytest.mark.django_db
def test_a_price_of_the_processor_belongs_to_no_payment(a_charged_payment, statement):
    monthly = a_line(None, MovementKind.FEE, Money(-500, "USD"))

    take_in_payout(a_report(a_line(a_charged_payment()), monthly), now=LATER)

    assert open_differences() == []
    assert balance_of(FEES.of("local", "USD")) == 519
    assert balance_of(UNMATCHED.of("local", "USD")) == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "gross", "expected"),
    [
        (MovementKind.CHARGE, 1233, [(DifferenceKind.CHARGED, -1)]),
        (MovementKind.CHARGE, 1235, [(DifferenceKind.CHARGED, 1)]),
        (
            MovementKind.REFUND,
            -100,
            [(DifferenceKind.REFUNDED, 100), (DifferenceKind.CHARGED, -1234)],
        ),
        (
            MovementKind.CHARGEBACK,
            -100,
            [(DifferenceKind.TAKEN_BACK, 100), (DifferenceKind.CHARGED, -1234)],
        ),
    ],
)
def test_what_a_processor_tells_otherwise_is_a_difference(
    a_charged_payment, statement, kind, gross, expected
):
    paid = a_charged_payment()

    take_in_payout(a_report(a_line(paid, kind, Money(gross, "USD"))), now=LATER)

    assert sorted(open_differences()) == sorted(expected)
    assert ledger_disagreements() == []


@pytest.mark.django_db
def test_a_payout_that_is_not_the_sum_of_its_lines_is_a_difference(a_charged_payment, statement):
    report = a_report(a_line(a_charged_payment()), amount=Money(1200, "USD"))

    take_in_payout(report, now=LATER)

    assert open_differences() == [(DifferenceKind.PAYOUT_SUM, -15)]
    assert balance_of(BANK.of("local", "USD")) == 1200
    assert balance_of(UNMATCHED.of("local", "USD")) == -15
    assert ledger_disagreements() == []


@pytest.mark.django_db
def test_a_payment_settled_in_another_currency_balances_in_both(a_charged_payment, statement):
    paid = a_charged_payment()
    line = a_line(paid, gross=Money(1140, "EUR"), fee=Money(40, "EUR"), paid=Money(1234, "USD"))

    take_in_payout(a_report(line), now=LATER)

    assert balance_of(BANK.of("local", "EUR")) == 1100
    assert balance_of(receivable_of(paid.id, "USD", "local")) == 0
    assert balance_of(EXCHANGE.of("local", "USD")) == -1234
    assert balance_of(EXCHANGE.of("local", "EUR")) == 1140
    assert open_differences() == []
    assert ledger_disagreements() == []


@pytest.mark.django_db
def test_the_number_of_statements_does_not_grow_with_the_lines(
    a_charged_payment, statement, django_assert_num_queries
):
    payments = [a_charged_payment() for _ in range(5)]
    take_in_payout(a_report(a_line(None, charge="ch_x")), now=LATER)

    for reference, ours in (("po_2", payments[:1]), ("po_3", payments[1:])):
        report = replace(a_report(*(a_line(one) for one in ours)), reference=reference)
        with django_assert_num_queries(10):
            take_in_payout(report, now=LATER)


@pytest.mark.django_db
def test_a_difference_is_closed_with_a_note_once(statement):
    take_in_payout(a_report(a_line(None, charge="ch_theirs")), now=LATER)
    [found] = difference_page().items

    closed = close_difference(CloseDifference(found.id, "Sent back to them."), now=LATER)

    assert (closed.note, closed.closed_at) == ("Sent back to them.", LATER)
    assert open_differences() == []
    with pytest.raises(DifferenceIsClosed):
        close_difference(CloseDifference(found.id, "Again."), now=LATER)


@pytest.mark.django_db
def test_the_local_processor_pays_out_what_came_in_once(a_charged_payment, statement):
    first, second = a_charged_payment(), a_charged_payment()

    statement.pay_out(now=LATER)
    statement.pay_out(now=LATER + timedelta(days=1))

    [report] = statement.payouts(NOW)
    assert report.amount == Money(2 * (1234 - 19), "USD")
    assert {line.key for line in report.movements} == {str(first.id), str(second.id)}
    take_in_payout_file("serai", written([report]), now=LATER)
    assert open_differences() == []
    assert balance_of(BANK.of("local", "USD")) == report.amount.minor


def test_a_file_of_our_format_reads_as_it_was_written():
    line = Movement(
        reference="txn_1",
        kind=MovementKind.CHARGE,
        gross=Money(1234, "KWD"),
        fee=Money(5, "KWD"),
        happened_at=NOW,
        source="txn_1",
        charge="ch_1",
        key=str(uuid7()),
    )
    report = PayoutReport('bank, of "x"', "po_1", Money(1229, "KWD"), date(2026, 3, 16), (line,))

    assert SeraiPayoutFormat().read(written([report])) == [report]


def test_a_file_of_an_unknown_format_is_refused(statement):
    with pytest.raises(UnknownPayoutFormat):
        take_in_payout_file("sepa", b"", now=NOW)


HEAD = "processor,payout,arrives_on,amount,line,kind,charge,key,happened_at,currency,gross,fee\n"
GOOD = "local,po,2026-03-16,1.00,l1,charge,c,,2026-03-14T00:00:00Z,USD,1.00,0.00\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("a,b\n", 1),
        (HEAD + GOOD + "local,po\n", 3),
        (HEAD + GOOD.replace("1.00,0.00", "1.001,0.00"), 2),
        (HEAD + GOOD.replace("1.00,0.00", "NaN,0.00"), 2),
        (HEAD + GOOD.replace("charge", "gift"), 2),
        (HEAD + GOOD.replace("USD", "usd"), 2),
        (HEAD + GOOD.replace("00:00:00Z", "00:00:00"), 2),
        (HEAD + GOOD.replace("2026-03-16", "soon"), 2),
        (HEAD + GOOD.replace(",l1,", ",,"), 2),
        (HEAD + GOOD.replace("local,", '"local,'), 2),
    ],
)
def test_a_file_that_cannot_be_read_names_the_line(text: str, line: int):
    with pytest.raises(PayoutFileRefused) as refusal:
        SeraiPayoutFormat().read(text.encode())

    assert refusal.value.line == line


def test_a_file_that_is_no_text_is_refused():
    with pytest.raises(PayoutFileRefused):
        SeraiPayoutFormat().read(b"\xff\xfe\x00")


STRIPES = (
    "automatic_payout_id,automatic_payout_effective_at_utc,balance_transaction_id,created_utc,"
    "reporting_category,currency,gross,fee,net,source_id,payment_intent_id,charge_id,"
    "customer_facing_amount,customer_facing_currency,payment_metadata[serai_payment]\n"
    "po_1,2026-03-16 00:00:00,txn_1,2026-03-14 15:09:26,charge,usd,12.34,0.66,11.68,ch_1,pi_1,ch_1,"
    "12.34,usd,0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7e1\n"
    "po_1,2026-03-16 00:00:00,txn_2,2026-03-14 16:00:00,refund,usd,-2.00,0.00,-2.00,re_1,pi_1,ch_1,"
    "-2.00,usd,\n"
    "po_1,2026-03-16 00:00:00,txn_3,2026-03-14 16:00:00,dispute,usd,-3.00,15.00,-18.00,dp_1,pi_2,ch_2,"
    "-2.75,eur,\n"
    "po_1,2026-03-16 00:00:00,txn_4,2026-03-16 00:00:00,payout,usd,8.32,0.00,8.32,po_1,,,,,\n"
)


def test_a_report_of_stripe_reads_as_a_payout():
    [report] = StripePayoutFormat().read(STRIPES.encode())

    assert (report.processor, report.reference) == ("stripe", "po_1")
    assert (report.amount, report.arrives_on) == (Money(-832, "USD"), date(2026, 3, 16))
    charge, refund, dispute = report.movements
    assert charge == Movement(
        reference="txn_1",
        kind=MovementKind.CHARGE,
        gross=Money(1234, "USD"),
        fee=Money(66, "USD"),
        happened_at=datetime(2026, 3, 14, 15, 9, 26, tzinfo=UTC),
        source="ch_1",
        charge="pi_1",
        key="0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7e1",
    )
    assert (refund.kind, refund.gross, refund.paid) == ("refund", Money(-200, "USD"), None)
    assert (dispute.kind, dispute.paid) == ("chargeback", Money(-275, "EUR"))


def test_a_report_without_a_column_that_is_needed_is_refused():
    with pytest.raises(PayoutFileRefused) as refusal:
        StripePayoutFormat().read(b"balance_transaction_id,gross\n")

    assert "automatic_payout_id" in refusal.value.because
