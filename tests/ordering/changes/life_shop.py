"""The shop around random lives: what it sells, what it promises, and how an order begins there."""

from typing import Any
from uuid import UUID

from django.conf import settings as django_settings
from factories.inventory import a_location, stocked
from factories.ordering import OK, card, ready_to_order
from factories.promotions import a_promotion
from payments.makers import DISPUTED

from serai.catalog.public import variants_of_skus
from serai.fulfilment import public as fulfilment
from serai.kernel import clock
from serai.kernel.money import Money
from serai.ordering.queries.changes.change_view import changes_of_order
from serai.ordering.queries.returns.return_view import ReturnView
from serai.ordering.usecases.differences.look_into_tenders import NamedTender
from serai.ordering.usecases.returns.receive_return import InspectedUnits
from serai.payments import public as payments
from serai.plumbing.db import rows
from serai.pricing.domain.promotions.promotion_state import PromotionAction
from serai.pricing.usecases.promotions.change_state import change_promotion_state

SKUS = ("MILK", "BREAD", "TEA")


AHEAD = "PUZZLE"
"""One is there; the others are back-ordered."""


WAYS = ("card", "disputed_card", "hand_over", "cash_on_delivery", "gift_card", "collected")


STORE = "S7"
"""Where what is collected lies."""


def fill_the_store() -> None:
    """Let the store where people collect have plenty of everything."""
    place = a_location(STORE, kind="store", priority=5)
    for variant in variants_of_skus(SKUS).values():
        stocked(variant.id, place, 1_000)
    week = ("00:00-24:00",) * 7
    fulfilment.set_sites([fulfilment.SetSite(STORE, "UTC", week, hold_days=30)])


def promote_everything() -> None:
    """Let promotions run whose conditions an order meets and misses as it changes."""
    a_promotion("from-six", minimum={"spend": "6.00"})
    a_promotion("two-for-one", benefit={"kind": "buy_get", "buy": 2, "get": 1})
    a_promotion(
        "three-off",
        benefit={"kind": "order_off", "off": {"amount": "3.00"}},
        minimum={"quantity": 4},
        stacking={"exclusive": True},
    )
    a_promotion("budgeted", budget="1000000.00", minimum={"spend": "9.00"})


def begin_promotions_again() -> None:
    """Let promotions run that a life before has paused: a life that fails is the same when it is lived alone."""
    for (promotion_id,) in rows(
        "SELECT id FROM pricing_promotion WHERE state = 'paused' ORDER BY code"
    ):
        change_promotion_state(promotion_id, PromotionAction.ACTIVATE, now=clock.now())


def lost_units() -> dict[str, int]:
    return dict(
        rows(
            "SELECT v.sku, -sum(m.quantity)::int FROM inventory_movement AS m"
            " JOIN inventory_balance AS b ON b.id = m.balance_id"
            " JOIN catalog_variant AS v ON v.id = b.variant_id WHERE m.reason = 'adjustment'"
            " GROUP BY v.sku"
        )
    )


def returned(order_id: UUID) -> dict[int, int]:
    """Return units that came back, or are kept, by position, as documents in force say."""
    found: dict[int, int] = {}
    for change in changes_of_order(order_id):
        if change.state == "in_force" and change.return_id is not None:
            for line in change.lines:
                if line.quantity < 0 and line.position:
                    found[line.position] = found.get(line.position, 0) - line.quantity
    return found


def inspected(row: ReturnView, pick: int) -> list[InspectedUnits]:
    kinds = ("restocked", "written_off", "refused")
    return [
        InspectedUnits(line.position, **{kinds[pick % 3]: line.quantity - (pick % 4 == 3)})
        for line in row.lines
    ]


def placed(way: str, quantities: dict[str, int]) -> dict[str, Any]:
    checkout = ready_to_order(**quantities)
    if way == "collected":
        choice = {"code": "pickup", "location": STORE}
        checkout.cart = checkout.shopper.put(f"{checkout.path}/delivery", choice).json()
    body: dict[str, Any] = {"expected_total_minor": checkout.total, "accepts_waiting": True}
    if way == "gift_card":
        _with_gift_card(checkout)
        body["expected_due_minor"] = checkout.cart["due"]["minor"]
    if way == "cash_on_delivery":
        checkout.shopper.post(f"{checkout.path}/payment", {"method": way})
    else:
        body["card"] = card(DISPUTED if way == "disputed_card" else OK)
    response = checkout.shopper.post(f"{checkout.path}/order", body)
    assert response.status_code == 201, response.content
    return dict(response.json())


def gift_cards(pick: int) -> list[NamedTender]:
    """Issue one gift card or two, that pay a part of most differences and all of some."""
    worth = (40, 150, 900)[pick % 3], 25
    return [NamedTender("gift_card", _a_code(minor)) for minor in worth[: 1 + pick % 2]]


def _a_code(minor: int) -> str:
    worth = Money(minor, "USD")
    command = payments.IssueGiftCard(amount=worth, source=payments.GiftCardSource.GIVEN)
    issued = payments.issue_gift_card(command, secret=django_settings.SERAI_SECRET, now=clock.now())
    return payments.code_of(issued.id, secret=django_settings.SERAI_SECRET)


def _with_gift_card(checkout: Any) -> None:
    said = {"method": "gift_card", "code": _a_code(300)}
    response = checkout.shopper.post(f"{checkout.path}/tenders", said)
    assert response.status_code == 200, response.content
    checkout.cart = response.json()
