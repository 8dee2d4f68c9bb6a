"""Right calls about what not everybody may have everywhere, and about prescriptions."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from factories.ordering import Shopper, an_article, ready_to_order

from serai.catalog.public import ArticleTerms, Nature, set_article_terms
from serai.fulfilment.models import GroupLine
from serai.kernel import clock
from serai.ordering.domain.wrapping import WrapPer
from serai.ordering.models import Prescription
from serai.ordering.usecases.gift_wrap.set_gift_wraps import OfferedWrap, set_gift_wraps
from serai.ordering.usecases.open_order_groups import open_order_groups
from serai.ordering.usecases.prescriptions.hand_in import UNDECIDED

if TYPE_CHECKING:
    from api.call import Call
    from api.world import Party

_PDF = b"%PDF-1.7\n%%EOF\n"
_FILE = {"name": "prescription.pdf", "content": b64encode(_PDF).decode()}
_LAW = {"regime": "alcohol", "country": "US", "regions": ["UT", "Utah"], "may_deliver": False}


@dataclass(frozen=True)
class LawThings:
    """An order that waits for a pharmacist with its file, and a group whose taker shows their age."""

    order_id: UUID
    prescription_id: UUID
    group_id: UUID


def law_things() -> LawThings:
    """Sell something on prescription, and something to adults."""
    for sku, terms in (
        ("PILLS", ArticleTerms(needs_prescription=True)),
        ("WINE", ArticleTerms(minimum_age=18)),
    ):
        an_article(sku, "10.00")
        set_article_terms({sku: terms}, now=clock.now())
    an_article("WRAP", "3.00", stock=0)
    set_article_terms({"WRAP": ArticleTerms(Nature.SERVICE)}, now=clock.now())
    set_gift_wraps("web", [OfferedWrap("WRAP", WrapPer.UNIT)], now=clock.now())
    checkout = ready_to_order(Shopper(), PILLS=1)
    prescription_id = a_file(UUID(checkout.cart["id"]))
    order_id = UUID(checkout.place().json()["id"])
    adult = ready_to_order(Shopper(), WINE=1)
    adult.shopper.put(f"{adult.path}/age", {})
    [group] = open_order_groups(UUID(adult.place().json()["id"]), now=clock.now())
    assert GroupLine.objects.get(group_id=group.id).minimum_age == 18
    return LawThings(order_id, prescription_id, group.id)


def a_file(cart_id: UUID) -> UUID:
    """Return a prescription that was handed in with a cart."""
    now = clock.now()
    file = Prescription.objects.create(
        cart_id=cart_id,
        name="prescription.pdf",
        content_type="application/pdf",
        size=len(_PDF),
        sha256=f"{Prescription.objects.count():064}",
        content=_PDF,
        uploaded_at=now,
        keep_until=now + UNDECIDED,
    )
    return file.pk


def own_law_calls(call: type[Call], party: Party) -> dict[str, Callable[[], Call]]:
    """Return the calls about somebody's cart and order."""
    cart, (buyer, paid), token = party.cart, party.paid, party.cart.shopper.token
    mine, order = {"cart_id": cart.cart["id"]}, {"order_id": paid["id"]}

    handed_in = {**mine, "prescription_id": party.prescription_id}
    return {
        "wrap_cart": lambda: call(mine, {"sku": "BREAD", "wrap": "WRAP"}, token),
        "declare_age": lambda: call(mine, {"born_on": "1990-05-01"}, token),
        "prescriptions_of_cart": lambda: call(mine, None, token),
        "hand_in_prescription": lambda: call(mine, _FILE, token),
        "take_back_prescription": lambda: call(handed_in, None, token),
        "prescriptions_of_order": lambda: call(order, None, buyer.token),
        "hand_in_prescription_later": lambda: call(order, _FILE, buyer.token),
    }


def law_calls(call: type[Call], there: LawThings) -> dict[str, Callable[[], Call]]:
    """Return the staff's calls."""
    checked: dict[str, Any] = {
        "checked_by": "Dana",
        "outcome": "passed",
        "document": "passport",
        "where": "door",
    }
    released = {
        "position": 1,
        "action": "release",
        "prescription_id": str(there.prescription_id),
    }
    return {
        "offered_gift_wraps": lambda: call({"channel_code": "web"}),
        "set_gift_wraps": lambda: call(
            {"channel_code": "web"}, {"items": [{"sku": "WRAP", "per": "unit"}]}
        ),
        "sale_rules": call,
        "set_sale_rules": lambda: call({}, {"items": [_LAW]}),
        "check_age": lambda: call({"group_id": there.group_id}, checked),
        "orders_with_prescriptions": lambda: call({}, query="?limit=5"),
        "prescription_of_order": lambda: call({"order_id": there.order_id}),
        "open_prescription": lambda: call({"prescription_id": there.prescription_id}),
        "decide_prescription": lambda: call(
            {"order_id": there.order_id}, {"decisions": [released]}
        ),
    }
