"""Orders that are accepted before their money comes: transfers, cash at the door and at the till."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from factories.inventory import counts
from factories.ordering import LONG_AGO, ready_to_order, staff, states

from serai.catalog.public import variants_of_skus
from serai.kernel import clock
from serai.kernel.money import Money
from serai.ledger.public import balance_of, ledger_disagreements
from serai.ordering.events import OrderPaid, OrderPlaced
from serai.ordering.usecases.cancel_unpaid import cancel_unpaid
from serai.payments import public as payments
from serai.payments.domain.creditor_reference import creditor_reference, references_in
from serai.payments.models import BankLine
from serai.payments.queries.bank_account import forget_accounts
from serai.payments.usecases.note_money import MONEY, ComesFromElsewhere, note_money, note_payout
from serai.payments.usecases.set_bank_account import (
    BadBankAccount,
    SetBankAccount,
    set_bank_account,
)
from serai.payments.usecases.take_in_bank_lines import (
    CreditLine,
    LineDoesNotFit,
    TakenIn,
    match_bank_line,
    take_in_bank_lines,
)

pytestmark = pytest.mark.django_db
TOTAL = 897
IBAN = "DE89 3704 0044 0532 0130 00"
DAY = date(2026, 3, 14)


@pytest.fixture
def account(shop):
    forget_accounts()
    set_bank_account(SetBankAccount("web", "Serai Ltd", IBAN, "COBADEFFXXX"), now=clock.now())
    yield shop
    forget_accounts()


def ordered(method: str, **quantities: int):
    checkout = ready_to_order(**(quantities or {"MILK": 2}))
    response = checkout.shopper.post(f"{checkout.path}/payment", {"method": method})
    assert response.status_code == 201, response.content
    response = checkout.shopper.post(
        f"{checkout.path}/order", {"expected_total_minor": checkout.total}
    )
    return checkout.shopper, response


def line(text: str, minor: int = TOTAL, currency: str = "USD") -> CreditLine:
    return CreditLine(uuid4().hex, DAY, Money(minor, currency), "Ann Example", text)


def payment_of(order) -> payments.PaymentView:
    [found] = payments.payments_of_order(UUID(order["id"]))
    return found


def test_an_order_by_transfer_is_accepted_and_says_how_to_pay(account, published):
    _, response = ordered("bank_transfer")

    assert response.status_code == 201, response.content
    order = response.json()
    assert (order["state"], order["due"]["minor"]) == ("accepted", TOTAL)
    transfer = order["transfer"]
    assert (transfer["holder"], transfer["iban"]) == ("Serai Ltd", "DE89370400440532013000")
    assert transfer["reference"].startswith("RF")
    assert transfer["amount"]["minor"] == TOTAL
    assert date.fromisoformat(transfer["due_on"]) == clock.now().date() + timedelta(days=14)
    assert counts(variants_of_skus(["MILK"])["MILK"].id) == {"DC1": (98, 0)}
    assert [type(event) for event in published() if isinstance(event, OrderPlaced | OrderPaid)] == [
        OrderPlaced
    ]


def test_a_transfer_on_the_statement_pays_its_order_once(account, deliver, published):
    shopper, response = ordered("bank_transfer")
    order = response.json()
    reference = order["transfer"]["reference"]
    told = f"INVOICE {reference[:4]} {reference[4:8].lower()} {reference[8:]} thanks"
    lines = [line(told), line("nothing in particular")]

    assert take_in_bank_lines("main", lines, now=clock.now()) == TakenIn(2, 1, 1)
    assert take_in_bank_lines("main", lines, now=clock.now()) == TakenIn(0, 0, 0)
    deliver()

    assert states() == ["paid"]
    seen = shopper.get(f"/orders/{order['id']}").json()
    assert (seen["due"]["minor"], seen["transfer"]) == (0, None)
    assert len([event for event in published() if isinstance(event, OrderPaid)]) == 1
    assert len([event for event in published() if isinstance(event, OrderPlaced)]) == 1
    assert balance_of(MONEY.of("bank_transfer", "USD")) == TOTAL
    assert ledger_disagreements() == []
    assert list(BankLine.objects.values_list("finding", flat=True).order_by("finding")) == [
        "",
        "no_reference",
    ]


def test_two_transfers_make_up_one_payment(account, deliver):
    _, response = ordered("bank_transfer")
    reference = response.json()["transfer"]["reference"]

    assert take_in_bank_lines("main", [line(reference, 400)], now=clock.now()).paid == 0
    deliver()
    assert states() == ["accepted"]
    assert take_in_bank_lines("main", [line(reference, 497)], now=clock.now()).paid == 1
    deliver()
    assert states() == ["paid"]


@pytest.mark.parametrize(
    ("minor", "currency", "finding"),
    [(TOTAL - 1, "USD", "short"), (TOTAL + 1, "USD", "overpaid"), (TOTAL, "EUR", "other_currency")],
)
def test_what_does_not_fit_is_left_for_people(account, minor, currency, finding):
    _, response = ordered("bank_transfer")
    reference = response.json()["transfer"]["reference"]

    take_in_bank_lines("main", [line(reference, minor, currency)], now=clock.now())

    assert BankLine.objects.get().finding == finding


def test_people_match_a_line_that_names_no_reference(account, deliver):
    _, response = ordered("bank_transfer")
    payment = payment_of(response.json())
    take_in_bank_lines("main", [line("my groceries")], now=clock.now())
    [kept] = BankLine.objects.all()

    assert match_bank_line(kept.pk, payment.id, now=clock.now()) == "paid"
    deliver()

    assert states() == ["paid"]
    with pytest.raises(LineDoesNotFit):
        take_in_bank_lines("main", [line("more")], now=clock.now())
        match_bank_line(BankLine.objects.get(payment=None).pk, uuid4(), now=clock.now())


def test_an_order_whose_transfer_does_not_come_is_called_off(account, deliver):
    _, response = ordered("bank_transfer")
    later = clock.now() + timedelta(days=30)

    assert cancel_unpaid(now=clock.now() + timedelta(days=10)) == 0
    assert cancel_unpaid(now=later) == 1
    assert cancel_unpaid(now=later) == 0
    deliver()

    assert states() == ["cancelled"]
    assert payment_of(response.json()).state == "voided"
    assert counts(variants_of_skus(["MILK"])["MILK"].id) == {"DC1": (100, 0)}


def test_a_transfer_that_comes_after_all_goes_back(account, deliver):
    _, response = ordered("bank_transfer")
    reference = response.json()["transfer"]["reference"]
    cancel_unpaid(now=clock.now() + timedelta(days=30))

    take_in_bank_lines("main", [line(reference)], now=clock.now())
    deliver()

    payment = payment_of(response.json())
    assert (payment.captured.minor, payment.refunding.minor) == (TOTAL, TOTAL)
    [refund] = payments.refunds_of_payment(payment.id)
    for _ in range(2):
        assert note_payout(refund.id, now=clock.now()).state == "confirmed"
    deliver()
    assert payment_of(response.json()).refunded.minor == TOTAL
    assert balance_of(MONEY.of("bank_transfer", "USD")) == 0


def test_a_channel_without_an_account_takes_no_transfers(shop):
    forget_accounts()
    _, response = ordered("bank_transfer")

    assert (response.status_code, response.json()["code"]) == (422, "payments.method_not_offered")
    assert states() == []


def test_cash_on_delivery_is_handed_over_first_and_noted_then(shop, deliver):
    shopper, response = ordered("cash_on_delivery")
    order = response.json()
    assert (order["state"], order["transfer"]) == ("accepted", None)
    payment = payment_of(order)

    assert staff().post(f"/orders/{order['id']}/fulfilment").status_code == 200
    assert shopper.get(f"/orders/{order['id']}").json()["due"]["minor"] == TOTAL
    for _ in range(2):
        note_money(payment.id, now=clock.now())
    deliver()

    seen = shopper.get(f"/orders/{order['id']}").json()
    assert (seen["state"], seen["due"]["minor"]) == ("fulfilled", 0)
    assert seen["payment"]["state"] == "captured"
    assert balance_of(MONEY.of("cash", "USD")) == TOTAL


def test_an_order_waiting_for_a_transfer_is_not_handed_over(account):
    _, response = ordered("bank_transfer")

    refused = staff().post(f"/orders/{response.json()['id']}/fulfilment")

    assert (refused.status_code, refused.json()["code"]) == (409, "ordering.not_paid_yet")


def test_cash_at_the_till_is_for_what_is_collected(shop):
    checkout = ready_to_order(MILK=2)
    checkout.shopper.post(f"{checkout.path}/payment", {"method": "cash_at_store"})

    response = checkout.shopper.post(
        f"{checkout.path}/order", {"expected_total_minor": checkout.total}
    )

    assert response.json()["code"] == "payments.method_not_offered"


def test_a_gift_card_pays_beside_a_transfer_and_comes_back_when_that_does_not_come(
    account, deliver, settings
):
    command = payments.IssueGiftCard(amount=Money(500, "USD"), source=payments.GiftCardSource.GIVEN)
    gift_card = payments.issue_gift_card(command, secret=settings.SERAI_SECRET, now=clock.now())
    code = payments.code_of(gift_card.id, secret=settings.SERAI_SECRET)
    checkout = ready_to_order(MILK=2)
    checkout.shopper.post(f"{checkout.path}/payment", {"method": "bank_transfer"})
    checkout.shopper.post(f"{checkout.path}/tenders", {"method": "gift_card", "code": code})
    body = {"expected_total_minor": TOTAL, "expected_due_minor": 397}

    order = checkout.shopper.post(f"{checkout.path}/order", body).json()

    assert (order["state"], order["due"]["minor"]) == ("accepted", 397)
    assert order["transfer"]["amount"]["minor"] == 397
    cancel_unpaid(now=clock.now() + timedelta(days=30))
    deliver()
    assert payments.gift_card(gift_card.id, now=clock.now()).available == Money(500, "USD")


def test_nobody_notes_the_money_of_a_card_by_hand(shop):
    checkout = ready_to_order(MILK=2)
    order = checkout.place().json()

    with pytest.raises(ComesFromElsewhere):
        note_money(payment_of(order).id, now=clock.now())


@pytest.mark.parametrize(
    ("iban", "bic", "field"), [("DE89370400440532013001", "", "iban"), (IBAN, "NOBIC", "bic")]
)
def test_an_account_number_with_a_slip_is_refused(db, iban, bic, field):
    with pytest.raises(BadBankAccount) as refusal:
        set_bank_account(SetBankAccount("web", "Serai", iban, bic), now=LONG_AGO)

    assert refusal.value.field == field


def test_a_reference_is_read_out_of_whatever_banks_make_of_it():
    reference = creditor_reference(UUID(int=2**127 - 12345))
    spaced = " ".join(reference[i : i + 4] for i in range(0, 14, 4))

    assert references_in(f"SEPA+SVWZ {spaced.lower()}XYZ") == [reference]
    assert references_in(f"RF {reference[2:]}") == [reference]
    wrong = reference[:-1] + ("0" if reference[-1] != "0" else "1")
    assert references_in(wrong) == []
    assert references_in("RF") == []


def test_every_reference_has_right_check_digits():
    for number in range(1, 2**20, 7919):
        reference = creditor_reference(UUID(int=number * 2**64 + number))
        assert references_in(reference) == [reference]
