"""Right calls about paying in parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from serai.kernel import clock
from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.payments import public as payments
from serai.payments.adapters.local.processor import LocalProcessor
from serai.payments.domain.instalments.terms import Every, Terms
from serai.payments.queries.instalments.offered_terms import offered_terms
from serai.payments.queries.instalments.plan_view import plan_in_detail
from serai.payments.usecases.instalments.set_terms import set_terms
from serai.payments.usecases.instruments.keep_instrument import (
    KeepInstrument,
    card_at_vault,
    keep_instrument,
)
from serai.plumbing.db import unit_of_work

if TYPE_CHECKING:
    from api.call import Call
    from api.world import Party, World

TERMS = Terms(
    4, 1, Every.MONTH, Money(100, "USD"), Money(1_000_000, "USD"), interest=Decimal("0.12")
)


@dataclass(frozen=True)
class Lent:
    """A plan whose first part is paid, its card and its terms."""

    plan_id: UUID
    card_id: str
    terms_id: str
    second_minor: int

    @property
    def second_part(self) -> dict[str, Any]:
        """Return what pays the second part."""
        return {
            "number": 2,
            "expected_minor": self.second_minor,
            "instrument_id": self.card_id,
        }


def own_instalment_calls(call: type[Call], party: Party) -> dict[str, Callable[[], Call]]:
    """Return the calls about what somebody pays in parts."""
    token = party.cart.shopper.token

    lent = party.lent or Lent(uuid4(), str(uuid4()), str(uuid4()), 1)

    def of_plan(body: Any = None) -> Callable[[], Call]:
        return lambda: call({"plan_id": lent.plan_id}, body, token)

    cart = {"cart_id": party.cart.cart["id"]}
    said = {"terms_id": lent.terms_id, "instrument_id": lent.card_id}
    return {
        "instalments_of_cart": lambda: call(cart, None, token),
        "propose_instalments": lambda: call(cart, said, token),
        "plan_of_instalments": of_plan(),
        "pay_instalments": of_plan(lent.second_part),
        "return_from_bank": of_plan({}),
        "change_card": of_plan({"instrument_id": lent.card_id}),
    }


def instalment_calls(call: type[Call], world: World) -> dict[str, Callable[[], Call]]:
    """Return staff's calls about plans and terms."""

    plan = {"plan_id": world.lent.plan_id}
    terms = {"parts": 3, "step": 2, "every": "week", "least_minor": 100, "most_minor": 90_000}
    return {
        "plans": lambda: call(query="?state=open&overdue=false&limit=10"),
        "plan": lambda: call(plan),
        "pay_instalments_for_customer": lambda: call(plan, world.lent.second_part),
        "waive_instalments": lambda: call(plan, {"numbers": [3], "reason": "Goodwill"}),
        "instalment_terms": lambda: call({"channel_code": "web"}),
        "set_instalment_terms": lambda: call({"channel_code": "web"}, {"terms": [terms]}),
    }


def a_plan(customer_id: UUID, card_id: UUID) -> Lent:
    """Have somebody buy in parts with a card that they keep."""
    terms = let_lend()
    amount, now, cart_id, order_id = Money(5_000, "USD"), clock.now(), uuid7(), uuid7()
    wish = payments.ProposePlan(customer_id, cart_id, "web", amount, terms, card_id)
    plan_id = payments.propose_plan(wish, now=now).id
    with unit_of_work():
        start = payments.StartPayment(
            cart_id, order_id, "web", amount, str(plan_id), "", payments.INSTALMENTS
        )
        request = payments.start_payment(start, now=now)
        agreed = payments.AgreePlan(
            str(plan_id), customer_id, cart_id, order_id, request.payment_id, amount
        )
        payments.agree_plan(agreed, now=now)
    charged = payments.charge_payment(request, now=now)
    payments.settle_from_processor(charged, source=payments.Source.CALL, now=now)
    detail = plan_in_detail(plan_id, on=now.date())
    return Lent(plan_id, str(card_id), str(terms), detail.parts[1].amount.minor)


def let_lend() -> UUID:
    """Let the channel lend; return the terms' id."""
    if not offered_terms("web"):
        set_terms("web", [TERMS])
    return offered_terms("web")[0].id


def a_kept_card(customer_id: UUID, processor: LocalProcessor) -> UUID:
    """Keep a card for somebody."""
    now = clock.now()
    token = processor.tokenise(payments.Card("5555555555554444", "12/30", "123"), now=now).token
    keep = KeepInstrument(customer_id, "web", token, "2026-11")
    return keep_instrument(keep, *card_at_vault(keep, now=now), now=now).id
