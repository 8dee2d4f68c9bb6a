"""The shop around random lives: what it sells, what it promises, and how an order begins there."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings as django_settings
from factories.inventory import a_location, stocked
from factories.ordering import OK, Checkout, Shopper, a_customer_id, card, ready_to_order
from factories.pricing import priced
from factories.promotions import a_coupon, a_promotion
from ordering.changes.makers import on_hand
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
from serai.payments.usecases.store_credit.grant_store_credit import (
    GrantStoreCredit,
    grant_store_credit,
)
from serai.plumbing.auth import issue_shopper_token
from serai.plumbing.db import rows
from serai.pricing.domain.promotions.promotion_state import PromotionAction
from serai.pricing.usecases.promotions.change_state import change_promotion_state

SKUS = ("MILK", "BREAD", "TEA")


AHEAD = "PUZZLE"
"""One is there; the others are back-ordered."""


SET, INSIDE = "BOX", {"TEA": 2, "BREAD": 1}
"""What is sold as one, and what is taken from the shelves for it."""


PRICES = {"MILK": "1.99", "BREAD": "2.50", "TEA": "3.33", AHEAD: "4.25", SET: "7.77"}


COUPON = "SPRING"


CHEAPER_NO_MORE = (
    "ordering.price_changed",
    "pricing.promotion_used_up",
    "ordering.tenders_changed",
)
"""What an order is refused with when a promotion is used up."""


ENOUGH = 1_000
"""Units of each article that a life begins with, at least."""


WAYS = (
    "card",
    "disputed_card",
    "hand_over",
    "cash_on_delivery",
    "gift_card",
    "store_credit",
    "collected",
)


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
    a_promotion(
        "scarce",
        budget="1.50",
        most_uses=2,
        benefit={"kind": "delivery_off", "off": {"percent": "20"}},
    )
    opened = a_promotion(
        "opened",
        most_uses=1000,
        benefit={"kind": "order_off", "off": {"percent": "5"}},
        needs_coupon=True,
    )
    a_coupon(opened.id, COUPON)


def begin_again() -> None:
    """Let promotions, prices and shelves be as before the first life: one that fails is the same when lived alone."""
    shelf = a_location("DC1")
    for sku, variant in variants_of_skus(SKUS).items():
        if on_hand(sku) < ENOUGH:
            stocked(variant.id, shelf, ENOUGH)
    for sku, variant in variants_of_skus(PRICES).items():
        priced(variant.id, PRICES[sku], now=clock.now())
    for (promotion_id,) in rows(
        "SELECT id FROM pricing_promotion WHERE state = 'paused' ORDER BY code"
    ):
        change_promotion_state(promotion_id, PromotionAction.ACTIVATE, now=clock.now())


def in_parts(units: Mapping[str, int]) -> dict[str, int]:
    """Return units of articles as what is taken from the shelves for them: of sets, their parts."""
    found = dict.fromkeys((*SKUS, AHEAD), 0)
    for sku, count in units.items():
        for part, each in (INSIDE if sku == SET else {sku: 1}).items():
            found[part] += each * count
    return found


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


def placed(way: str, quantities: dict[str, int], coupon: str = "") -> Checkout:
    """Place an order; the checkout with which it was made, its cart being the order now."""
    customer_id = a_customer_id()
    token = issue_shopper_token(customer_id, clock.now()) if way == "store_credit" else None
    checkout = ready_to_order(Shopper(token=token), **quantities)
    if coupon:
        entered = checkout.shopper.put(f"{checkout.path}/codes", {"code": coupon})
        assert entered.status_code == 200, entered.content
        checkout.cart = entered.json()
    if way == "collected":
        choice = {"code": "pickup", "location": STORE}
        checkout.cart = checkout.shopper.put(f"{checkout.path}/delivery", choice).json()
    body: dict[str, Any] = {"accepts_waiting": True}
    if way == "gift_card":
        _with(checkout, {"method": "gift_card", "code": _a_code(300)})
    if way == "store_credit":
        worth = Money(450, "USD")
        given = GrantStoreCredit(customer_id, worth, "sorry", key=str(customer_id))
        grant_store_credit(given, now=clock.now())
        _with(checkout, {"method": "store_credit"})
    if way == "cash_on_delivery":
        checkout.shopper.post(f"{checkout.path}/payment", {"method": way})
    else:
        body["card"] = card(DISPUTED if way == "disputed_card" else OK)
    response = checkout.shopper.post(f"{checkout.path}/order", body | _seen(checkout))
    if response.status_code == 409:  # a promotion is used up: what it costs now is looked at again
        assert response.json()["code"] in CHEAPER_NO_MORE, response.content
        checkout.cart = checkout.shopper.get(checkout.path).json()
        response = checkout.shopper.post(f"{checkout.path}/order", body | _seen(checkout))
    assert response.status_code == 201, response.content
    return Checkout(checkout.shopper, response.json())


def _seen(checkout: Checkout) -> dict[str, int]:
    """Return what the shopper has agreed to pay."""
    seen = {"expected_total_minor": checkout.total}
    if checkout.cart["tenders"]:
        seen["expected_due_minor"] = checkout.cart["due"]["minor"]
    return seen


def gift_cards(pick: int) -> list[NamedTender]:
    """Issue one gift card or two, that pay a part of most differences and all of some."""
    worth = (40, 150, 900)[pick % 3], 25
    return [NamedTender("gift_card", _a_code(minor)) for minor in worth[: 1 + pick % 2]]


def _a_code(minor: int) -> str:
    worth = Money(minor, "USD")
    command = payments.IssueGiftCard(amount=worth, source=payments.GiftCardSource.GIVEN)
    issued = payments.issue_gift_card(command, secret=django_settings.SERAI_SECRET, now=clock.now())
    return payments.code_of(issued.id, secret=django_settings.SERAI_SECRET)


def _with(checkout: Checkout, tender: dict[str, Any]) -> None:
    response = checkout.shopper.post(f"{checkout.path}/tenders", tender)
    assert response.status_code == 200, response.content
    checkout.cart = response.json()
