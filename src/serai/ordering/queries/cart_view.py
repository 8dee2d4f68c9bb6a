"""A cart as it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from msgspec import Struct, field

from serai.kernel.money import Money
from serai.ordering.domain.card_recipients import CardRecipient
from serai.ordering.domain.cart import Cart
from serai.ordering.domain.draft import DraftState
from serai.ordering.domain.gift import Gift
from serai.ordering.domain.set_parts import Parts
from serai.ordering.domain.sold_cards import TAX_CLASS as GIFT_CARD
from serai.ordering.queries.ahead_view import AheadView, ahead_views, names_of, with_later
from serai.ordering.queries.looks import UNKNOWN, Looks, PictureView
from serai.ordering.queries.promotion_views import (
    CodeView,
    DiscountView,
    OfferView,
    code_views,
    discount_views,
    offer_views,
)
from serai.ordering.queries.purses import TenderView, due_of, unlooked
from serai.ordering.queries.regulated.law_view import NO_LAW, LawView, law_of
from serai.ordering.queries.views import ContactView, DeliveryView, TaxIdView, TotalsView
from serai.ordering.queries.what_it_needs import steps_of
from serai.pricing.public import ShelfPrice


class CartLineView(Struct, frozen=True):
    """
    So many of one article.

    When a cart is read its `availability` is `in`, `low` or `out`, and size and picture are told; when it
    is changed they are `unknown` and empty.
    """

    sku: str
    variant_id: UUID
    name: str
    package_size: str
    picture: PictureView
    slug: str
    quantity: int
    unit_price: Money
    line_total: Money
    availability: str
    exact_unit_price: str | None = None
    """The price in major units where it is finer than a minor unit."""
    shelf_price: ShelfPrice | None = None
    price_list: str = ""
    discount: Money | None = None
    """What promotions take off the line."""
    discounts: list[DiscountView] = field(default_factory=list)
    gift: bool = False
    recipients: list[CardRecipient] | None = None
    """Who gets the gift cards of the line; `None` where it is of something else."""
    wraps: str | None = None
    """Of gift wrap: the SKU of what is wrapped, empty for all of the cart."""
    substitution: str = ""
    """What is done when the store does not have it: similar, ask or refund; empty: nothing was said."""
    parts: Parts = ()
    """Of a set: what each unit consists of."""


@dataclass(frozen=True)
class OfferedView:
    """Until when a cart stands that the shop made up for somebody."""

    expires_at: datetime
    over: bool
    note: str


class CartView(Struct, frozen=True):
    """A cart. `token` is told to the guest who made it."""

    id: UUID
    state: str
    version: int
    currency: str
    lines: list[CartLineView]
    contact: ContactView | None
    delivery: DeliveryView | None
    totals: TotalsView
    tax_id: TaxIdView | None
    discounts: list[DiscountView]
    codes: list[CodeView]
    offers: list[OfferView]
    explanation: list[str]
    order_id: UUID | None
    token: str | None
    tenders: list[TenderView]
    """What pays first, in this order."""
    due: Money | None
    """What tenders leave to be paid; `None` when there are some and nobody looked what is in them."""
    needs_delivery: bool = True
    """Whether anything in it has to be brought or collected."""
    gift: Gift | None = None
    """What goes with it as a gift."""
    offer: OfferedView | None = None
    """Of a cart that the shop made up."""
    ahead: list[AheadView] = field(default_factory=list)
    """What of it comes later, when a cart is read."""
    law: LawView = NO_LAW
    """What the law of the place asks of it."""

    @classmethod
    def of(
        cls,
        cart: Cart,
        *,
        now: datetime,
        bands: Mapping[UUID, str] | None = None,
        looks: Mapping[UUID, Looks] | None = None,
        token: str | None = None,
        tenders: list[TenderView] | None = None,
    ) -> Self:
        """
        Return the view of a cart.

        Args:
            cart: the cart.
            now: the present instant; delivery times count from it.
            bands: how available each variant is; `None` when nobody asked.
            looks: what each variant looks like, as far as it was asked.
            token: the guest's token, when it is to be told.
            tenders: what each of its tenders pays; `None` when nobody looked.
        """
        delivery, currency = cart.delivery, cart.currency
        return cls(
            id=cart.id,
            state=cart.state.value,
            version=cart.version,
            currency=currency,
            lines=[
                CartLineView(
                    sku=line.sku,
                    variant_id=line.variant_id,
                    name=line.name,
                    package_size=look.package_size,
                    picture=look.picture,
                    slug=line.slug,
                    quantity=line.quantity,
                    unit_price=Money(line.unit_minor, currency),
                    line_total=line.items(currency),
                    availability="unknown" if bands is None else bands.get(line.variant_id, "out"),
                    exact_unit_price=None if line.unit_exact is None else f"{line.unit_exact:f}",
                    shelf_price=look.shelf_price(
                        Money(line.unit_minor, currency), line.unit_price(currency)
                    ),
                    price_list=line.price_list,
                    discount=Money(sum(off.minor for off in offs), currency),
                    discounts=discount_views(offs, currency),
                    gift=line.gift_of is not None,
                    recipients=list(line.recipients) if line.tax_class == GIFT_CARD else None,
                    wraps=line.wraps.sku if line.wraps else None,
                    substitution=line.substitution,
                    parts=line.parts,
                )
                for index, line in enumerate(cart.lines)
                for offs in [cart.promotions.of_line(index)]
                for look in [(looks or {}).get(line.variant_id, UNKNOWN)]
            ],
            contact=ContactView.of(cart.contact),
            delivery=None
            if delivery is None
            else with_later(
                DeliveryView.of(delivery, Money(cart.totals.delivery_minor, currency), now.date()),
                cart.ahead,
            ),
            totals=TotalsView.of(cart.totals, currency, cart.taxes),
            tax_id=TaxIdView.of(cart.tax_id),
            discounts=discount_views(cart.promotions.applied, currency),
            codes=code_views(cart.promotions, currency),
            offers=offer_views(cart.promotions, currency),
            explanation=list(cart.explanation),
            order_id=cart.order_id,
            token=token,
            tenders=unlooked(cart) if tenders is None else tenders,
            due=due_of(cart, tenders),
            needs_delivery="delivery" in steps_of(cart),
            gift=cart.gift,
            ahead=ahead_views(cart.ahead, names_of(cart.lines)),
            offer=_offered(cart, now),
            law=law_of(cart),
        )


def _offered(cart: Cart, now: datetime) -> OfferedView | None:
    draft = cart.draft
    if draft is None:
        return None
    over = draft.state(is_ordered=False, now=now) is not DraftState.OPEN
    return OfferedView(draft.expires_at, over, draft.note)
