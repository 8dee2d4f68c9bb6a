"""Orders that are paid in parts: agreed, collected once a part, dunned, paid off, shortened by returns."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from factories.ordering import (
    CHALLENGE,
    OK,
    Shopper,
    a_customer_id,
    approve,
    card,
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
from serai.payments.domain.instalments.terms import Every, Terms
from serai.payments.models import InstalmentPlan
from serai.payments.queries.instalments.plan_view import PlanView, plan_view
from serai.payments.usecases.instalments.collect_due import collect_due
from serai.payments.usecases.instalments.set_terms import set_terms
from serai.payments.usecases.instruments.keep_instrument import (
    KeepInstrument,
    card_at_vault,
    keep_instrument,
)
from serai.plumbing.auth import issue_shopper_token
from serai.plumbing.db import rows

pytestmark = pytest.mark.django_db

LEAST, MOST = Money(500, "USD"), Money(500_000, "USD")
FOUR = Terms(4, 1, Every.MONTH, LEAST, MOST)
SIX_AT_TWELVE = Terms(6, 1, Every.MONTH, LEAST, MOST, interest=Decimal("0.12"))


@dataclass
class Buyer:
    """A shopper with an account and a kept card."""

    id: UUID
    shopper: Shopper


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
