"""Orders that are paid in parts: agreed, collected once a part, dunned, paid off, shortened by returns."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest
import time_machine
from django.conf import settings
from factories.ordering import (
    CHALLENGE,
    OK,
    Shopper,
    a_customer_id,
    approve,
    ready_to_order,
    send_webhooks,
    staff,
    states,
)
from payments.makers import charges_of

from serai.kernel import clock
from serai.kernel.money import Money
from serai.ledger.public import ledger_disagreements
from serai.ordering.usecases.check_money import check_money
from serai.payments import public as payments
from serai.payments.domain.instalments.plan_state import PlanState
from serai.payments.domain.instalments.terms import Every, Terms
from serai.payments.events import InstalmentMissed, InstalmentPlanDefaulted
from serai.payments.queries.instalments.plan_view import (
    PlanView,
    plan_view,
    plans_in_state,
    plans_of_customer,
)
from serai.payments.usecases.instalments.collect_due import announce_instalments, collect_due
from serai.payments.usecases.instalments.forget_proposals import forget_proposals
from serai.payments.usecases.instalments.set_terms import set_terms
from serai.payments.usecases.instruments.keep_instrument import (
    KeepInstrument,
    card_at_vault,
    keep_instrument,
)
from serai.plumbing.auth import issue_shopper_token
from serai.plumbing.db import rows
from serai.plumbing.mail import Letter, Mailer
from serai.plumbing.wiring import bind, bound

pytestmark = pytest.mark.django_db

LEAST, MOST = Money(500, "USD"), Money(500_000, "USD")
FOUR = Terms(4, 1, Every.MONTH, LEAST, MOST)
SIX_AT_TWELVE = Terms(6, 1, Every.MONTH, LEAST, MOST, interest=Decimal("0.12"))


class Box:
    """Keeps letters instead of sending them."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []

    def send(self, letter: Letter) -> None:
        self.letters.append(letter)


@pytest.fixture
def box(db):
    """Take the mailer's place."""
    before, made = bound(Mailer), Box()
    bind(Mailer, made)
    yield made
    bind(Mailer, before)


@dataclass
class Buyer:
    """A shopper with an account and a kept card."""

    id: UUID
    shopper: Shopper

    def get(self, path: str) -> Any:
        return self.shopper.get(path)

    def post(self, path: str, body: Any = None, *, key: str | None = None) -> Any:
        return self.shopper.post(path, body, key=key)

    def put(self, path: str, body: Any) -> Any:
        return self.shopper.put(path, body)


@pytest.fixture
def lends(shop):
    """Let the shop offer four parts for nothing, and six at twelve per cent."""
    set_terms("web", [FOUR, SIX_AT_TWELVE])
    return shop


def a_buyer(processor, number: str = OK, expiry: str = "12/30") -> Buyer:
    customer_id = a_customer_id()
    keep_card(processor, customer_id, number, expiry)
    return Buyer(customer_id, Shopper(token=issue_shopper_token(customer_id, clock.now())))


def keep_card(processor, customer_id: UUID, number: str = OK, expiry: str = "12/30") -> UUID:
    said = payments.Card(number, expiry, "123")
    token = processor.tokenise(said, now=clock.now()).token
    wish = KeepInstrument(customer_id, "web", token, "2026-11", is_default=True)
    return keep_instrument(wish, *card_at_vault(wish, now=clock.now()), now=clock.now()).id


def proposed(buyer: Buyer, which: int = 0, **quantities: int):
    checkout = ready_to_order(buyer.shopper, **(quantities or {"MILK": 10}))
    chosen = buyer.shopper.post(f"{checkout.path}/payment", {"method": "instalments"})
    assert chosen.status_code == 201, chosen.content
    offers = buyer.shopper.get(f"{checkout.path}/instalments").json()["offers"]
    said = {"terms_id": offers[which]["terms_id"]}
    response = buyer.shopper.post(f"{checkout.path}/instalments", said)
    assert response.status_code == 201, response.content
    return checkout, response.json()


def order_with(checkout, token: str, *, key: str | None = None):
    body = {"expected_total_minor": checkout.total, "token": token}
    return checkout.shopper.post(f"{checkout.path}/order", body, key=key)


def bought(buyer: Buyer, which: int = 0, **quantities: int) -> tuple[dict[str, Any], PlanView]:
    checkout, plan = proposed(buyer, which, **quantities)
    response = order_with(checkout, plan["token"])
    assert response.status_code == 201, response.content
    return response.json(), plan_view(UUID(plan["token"]))


def the_days_pass(plan: PlanView, until: date, deliver) -> None:
    """Let the clock run, a day at a time, from the day of the agreement."""
    import time_machine

    day = clock.now()
    while day.date() <= until:
        with time_machine.travel(day, tick=False):
            collect_due(now=clock.now())
            deliver()
        day += timedelta(days=1)


def standing(plan: PlanView) -> list[str]:
    return [part.state for part in plan_view(plan.id).parts]


def all_agrees() -> None:
    """Orders, payments, ledger and the processor's book agree."""
    assert ledger_disagreements() == []
    check = check_money(now=clock.now())
    differences = rows("SELECT sentence FROM payments_difference WHERE closed_at IS NULL")
    assert (check.found, differences) == (0, [])


def test_an_order_is_paid_in_parts_and_its_first_part_at_once(lends, deliver):
    ann = a_buyer(lends)

    order, plan = bought(ann)

    assert (order["state"], order["payment"]["method"]) == ("paid", "instalments")
    total = order["totals"]["total"]["minor"]
    first, *others = plan.parts
    assert (plan.state, first.state) == ("open", "paid")
    assert {part.state for part in others} == {"due"}
    assert plan.total.minor == total == sum(part.amount.minor for part in plan.parts)
    assert charges_of(lends) == [(charges_of(lends)[0][0], "captured", first.amount.minor, 0)]
    deliver()
    all_agrees()


def test_each_part_is_collected_on_its_day_and_the_plan_ends(lends, deliver):
    ann = a_buyer(lends)
    _, plan = bought(ann)

    the_days_pass(plan, plan.parts[1].due_on - timedelta(days=1), deliver)
    assert standing(plan) == ["paid", "due", "due", "due"]
    the_days_pass(plan, plan.parts[1].due_on, deliver)
    assert standing(plan) == ["paid", "paid", "due", "due"]
    the_days_pass(plan, plan.parts[3].due_on, deliver)

    ended = plan_view(plan.id)
    assert (ended.state, ended.ended_by, ended.open.minor) == ("ended", "paid", 0)
    assert [taken for _, status, taken, _ in charges_of(lends) if status == "captured"] == [
        part.amount.minor for part in plan.parts
    ]
    all_agrees()


def test_what_lending_costs_is_earned_and_not_the_price_of_the_order(lends, deliver):
    ann = a_buyer(lends)
    order, plan = bought(ann, which=1)
    total = order["totals"]["total"]["minor"]

    the_days_pass(plan, plan.parts[5].due_on, deliver)

    assert plan.to_pay.minor > total
    assert sum(taken for *_, taken, _ in charges_of(lends)) == plan.to_pay.minor
    assert balance("payments.instalment_charges") == plan.charge.minor
    assert balance("payments.received") == total
    assert balance("payments.receivable", "instalments/%") == 0
    all_agrees()


CREDITED = ("payments.received", "payments.instalment_charges")


def balance(kind: str, owner: str = "%") -> int:
    [(total,)] = rows(
        "SELECT coalesce(sum(balance), 0)::bigint FROM ledger_account WHERE kind = %s AND owner LIKE %s",
        [kind, owner],
    )
    return -int(total) if kind in CREDITED else int(total)


def test_a_card_that_fails_is_tried_again_and_then_people_take_over(lends, deliver, published, box):
    ann = a_buyer(lends, expiry=expiring())
    _, plan = bought(ann)
    due = plan.parts[1].due_on

    the_days_pass(plan, due + timedelta(days=20), deliver)

    missed = plan_view(plan.id)
    assert (missed.parts[1].state, missed.parts[1].attempts) == ("overdue", 4)
    assert (missed.parts[1].try_on, missed.is_defaulted) == (None, True)
    assert [event.try_on for event in published() if isinstance(event, InstalmentMissed)] == [
        due + timedelta(days=3),
        due + timedelta(days=8),
        due + timedelta(days=15),
        None,
    ]
    assert [e.number for e in published() if isinstance(e, InstalmentPlanDefaulted)] == [2]
    assert [each.subject for each in box.letters if "nstalment" in each.subject] == [
        f"Your instalments at {urlsplit(settings.SERAI_STOREFRONT_URL).netloc}",
        "Your instalment could not be charged",
        "Your instalment could not be charged",
        "Your instalment could not be charged",
        "Your instalment is still unpaid",
    ]
    all_agrees()


def test_another_card_is_charged_at_once_for_what_is_overdue(lends, deliver):
    ann = a_buyer(lends, expiry=expiring())
    _, plan = bought(ann)
    due = plan.parts[1].due_on
    the_days_pass(plan, due, deliver)
    other = keep_card(lends, ann.id, "5555555555554444")

    with time_machine.travel(at(due + timedelta(days=1)), tick=False):
        response = ann.post(f"/me/instalment-plans/{plan.id}/card", {"instrument_id": str(other)})
        collect_due(now=clock.now())
        deliver()

    assert response.status_code == 200, response.content
    assert response.json()["card"] == "Mastercard •••• 4444"
    assert standing(plan) == ["paid", "paid", "due", "due"]
    assert not plan_view(plan.id).is_overdue


def test_a_shopper_pays_a_part_early_and_the_rest_at_once(lends, deliver):
    ann = a_buyer(lends)
    _, plan = bought(ann, which=1)
    path = f"/me/instalment-plans/{plan.id}"
    part = {"number": 2, "expected_minor": plan.parts[1].amount.minor}

    assert ann.post(f"{path}/payments", part | {"expected_minor": 1}).status_code == 409
    first = ann.post(f"{path}/payments", part, key="once")
    again = ann.post(f"{path}/payments", part, key="once")

    assert (first.status_code, first.json()) == (201, again.json())
    quote = ann.get(path).json()["pay_off"]
    assert quote["let_off"]["minor"] == sum(p.charge.minor for p in plan.parts[2:])
    whole = {"number": 0, "expected_minor": quote["amount"]["minor"]}
    response = ann.post(f"{path}/payments", whole)
    assert response.status_code == 201, response.content
    ended = plan_view(plan.id)
    assert (ended.state, ended.ended_by, ended.open.minor) == ("ended", "paid_off", 0)
    assert ann.post(f"{path}/payments", whole).json()["code"] == "payments.nothing_to_collect"
    assert balance("payments.receivable", "instalments/%") == 0
    deliver()
    all_agrees()


def test_a_declined_card_counts_for_nothing_when_a_person_tries(lends):
    ann = a_buyer(lends)
    _, plan = bought(ann)
    poor = keep_card(lends, ann.id, "4000000000009995")
    said = {"number": 2, "expected_minor": plan.parts[1].amount.minor, "instrument_id": str(poor)}

    response = ann.post(f"/me/instalment-plans/{plan.id}/payments", said)

    assert response.json()["failure_code"] == "insufficient_funds"
    assert [(p.state, p.attempts) for p in plan_view(plan.id).parts][1] == ("due", 0)


def test_a_first_part_that_the_bank_asks_about_is_paid_when_it_was_confirmed(lends, deliver):
    ann = a_buyer(lends, CHALLENGE)
    checkout, plan = proposed(ann)

    response = order_with(checkout, plan["token"])

    order = response.json()
    assert (response.status_code, order["state"]) == (202, "placing")
    approve(lends, order["action"]["url"])
    if order["id"]:
        back = ann.post(f"/orders/{order['id']}/payment-return")
    assert back.json()["state"] == "paid"
    assert standing(plan_view(UUID(plan["token"]))) == ["paid", "due", "due", "due"]
    deliver()
    all_agrees()


def test_the_webhook_of_the_first_part_pays_the_order(lends, deliver):
    ann = a_buyer(lends, CHALLENGE)
    checkout, plan = proposed(ann)
    order = order_with(checkout, plan["token"]).json()
    approve(lends, order["action"]["url"])

    assert set(send_webhooks(lends, times=2)) == {200}
    deliver()

    assert states() == ["paid"]
    assert plan_view(UUID(plan["token"])).state == "open"
    all_agrees()


def test_an_order_whose_first_part_is_declined_fails_and_nothing_is_owed(lends, deliver):
    ann = a_buyer(lends, "4000000000009995")
    checkout, plan = proposed(ann)

    response = order_with(checkout, plan["token"])

    assert response.json()["code"] == "payments.payment_declined"
    assert (states(), plan_view(UUID(plan["token"])).state) == (["failed"], "void")
    again = order_with(checkout, plan["token"])
    assert again.json()["code"] == "payments.plan_outdated"
    deliver()
    all_agrees()


def test_a_plan_is_agreed_to_as_it_was_shown_or_not_at_all(lends):
    ann, bob = a_buyer(lends), a_buyer(lends)
    checkout, plan = proposed(ann)
    foreign, _ = proposed(bob)

    assert order_with(foreign, plan["token"]).json()["code"] == "payments.plan_not_found"
    assert order_with(checkout, "nonsense").json()["code"] == "payments.plan_not_found"
    with time_machine.travel(clock.now() + timedelta(hours=2), tick=False):
        assert order_with(checkout, plan["token"]).json()["code"] == "payments.plan_outdated"
    ann.put(f"{checkout.path}/delivery", {"code": "express"})
    dearer = checkout.shopper.get(checkout.path).json()["totals"]["total"]["minor"]
    body = {"expected_total_minor": dearer, "token": plan["token"]}
    refused = checkout.shopper.post(f"{checkout.path}/order", body)
    assert refused.json()["code"] == "payments.plan_outdated"
    assert (states(), charges_of(lends)) == ([], [])


def test_a_guest_and_a_small_cart_are_offered_no_instalments(lends):
    guest = ready_to_order(MILK=10)
    assert guest.shopper.get(f"{guest.path}/instalments").json() == {"offers": []}
    guest.shopper.post(f"{guest.path}/payment", {"method": "instalments"})
    refused = guest.shopper.post(
        f"{guest.path}/order", {"expected_total_minor": guest.total, "token": "x"}
    )
    assert refused.json()["code"] == "payments.method_not_offered"
    methods = guest.shopper.get("/payment-methods?total_minor=100").json()["methods"]
    assert "instalments" not in [each["method"] for each in methods]
    methods = guest.shopper.get("/payment-methods?total_minor=1000").json()["methods"]
    assert "instalments" in [each["method"] for each in methods]


def test_a_channel_that_offers_no_terms_offers_no_instalments(shop):
    guest = ready_to_order(MILK=10)

    methods = guest.shopper.get("/payment-methods").json()["methods"]

    assert "instalments" not in [each["method"] for each in methods]
    refused = guest.shopper.post(f"{guest.path}/payment", {"method": "instalments"})
    assert refused.json()["code"] == "payments.method_not_offered"


def test_a_refund_shortens_the_plan_before_money_goes_back(lends, deliver):
    ann = a_buyer(lends)
    order, plan = bought(ann)
    total, last = plan.total.minor, plan.parts[3].amount.minor

    refund(order, last + 100)
    deliver()
    shorter = plan_view(plan.id)
    assert [p.state for p in shorter.parts] == ["paid", "due", "due", "waived"]
    assert shorter.parts[2].amount.minor == plan.parts[2].amount.minor - 100
    assert [back for *_, back in charges_of(lends)] == [0]

    refund(order, total - last - 100)
    deliver()

    over = plan_view(plan.id)
    assert (over.state, over.ended_by) == ("ended", "returned")
    assert over.given_back == plan.parts[0].amount
    assert [back for *_, back in charges_of(lends)] == [plan.parts[0].amount.minor]
    seen = ann.get(f"/orders/{order['id']}").json()
    assert seen["refunded"]["minor"] == total
    all_agrees()


def test_an_order_that_is_called_off_ends_its_plan_and_gives_the_first_part_back(lends, deliver):
    ann = a_buyer(lends)
    order, plan = bought(ann, which=1)

    response = ann.post(f"/orders/{order['id']}/cancellation", {"reason": "changed my mind"})
    assert response.status_code == 200, response.content
    deliver()

    over = plan_view(plan.id)
    assert (over.state, over.ended_by, over.open.minor) == ("ended", "returned", 0)
    assert [back for *_, back in charges_of(lends)] == [plan.parts[0].amount.minor]
    assert balance("payments.instalment_charges") == 0
    assert balance("payments.received") == 0
    the_days_pass(plan, plan.parts[5].due_on, deliver)
    assert len(charges_of(lends)) == 1
    all_agrees()


def test_staff_lets_parts_off_and_the_books_say_what_it_cost(lends, deliver):
    ann = a_buyer(lends)
    _, plan = bought(ann)

    def waive(*numbers: int):
        said = {"numbers": numbers, "reason": "hardship"}
        return staff().post(f"/instalment-plans/{plan.id}/waiver", said)

    assert waive(1).json()["code"] == "state.illegal_transition"
    assert waive(4).status_code == 200
    assert balance("payments.instalments_let_off") == plan.parts[3].price.minor
    over = waive()

    assert (over.json()["state"], over.json()["ended_by"]) == ("ended", "waived")
    assert waive().json()["code"] == "payments.nothing_to_collect"
    assert balance("payments.receivable", "instalments/%") == 0
    deliver()
    all_agrees()


def test_goods_that_come_back_after_a_waiver_give_back_what_was_paid_and_no_more(lends, deliver):
    ann = a_buyer(lends)
    order, plan = bought(ann)
    staff().post(f"/instalment-plans/{plan.id}/waiver", {"numbers": [], "reason": "hardship"})

    refund(order, plan.total.minor)
    deliver()

    assert plan_view(plan.id).given_back == plan.parts[0].amount
    assert balance("payments.instalments_let_off") == 0
    all_agrees()


def refund(order: dict[str, Any], minor: int) -> None:
    body = {"amount_minor": minor, "reason": "came back"}
    response = staff().post(f"/orders/{order['id']}/refunds", body)
    assert response.status_code == 202, response.content


def expiring() -> str:
    """A card that is good today, and ends before the second part is due."""
    return f"{clock.now():%m/%y}"


def at(day: date):
    return clock.now().replace(year=day.year, month=day.month, day=day.day)


def test_lists_of_plans_cost_the_same_however_many_there_are(lends, django_assert_num_queries):
    ann = a_buyer(lends)
    for _ in range(3):
        bought(ann)

    with django_assert_num_queries(2):
        mine = plans_of_customer(ann.id)
    with django_assert_num_queries(2):
        all_open = plans_in_state(PlanState.OPEN)

    assert len(mine) == len(all_open) == 3
    assert [each.id for each in mine] == sorted((each.id for each in mine), reverse=True)
    assert ann.get("/me/instalment-plans").json()["items"][0]["id"] == str(mine[0].id)
    listed = staff().get("/instalment-plans?state=open&limit=1").json()["items"]
    assert [each["id"] for each in listed] == [str(mine[0].id)]


def test_a_plan_that_was_shown_and_not_agreed_to_is_forgotten(lends):
    ann = a_buyer(lends)
    proposed(ann)
    _, kept = bought(ann)

    assert forget_proposals(now=clock.now()) == 0
    assert forget_proposals(now=clock.now() + timedelta(days=2)) == 1
    assert [each.id for each in plans_of_customer(ann.id)] == [kept.id]


def test_a_part_is_announced_once(lends, deliver, box):
    ann = a_buyer(lends)
    _, plan = bought(ann)
    near = at(plan.parts[1].due_on - timedelta(days=2))

    assert announce_instalments(now=clock.now()) == 0
    assert (announce_instalments(now=near), announce_instalments(now=near)) == (1, 0)
    deliver()

    told = [each for each in box.letters if "will be charged" in each.subject]
    assert [each.to for each in told] == [box.letters[-1].to]
