"""A cart: everything a shopper has told us before the order, in one value."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from msgspec import Struct, field
from msgspec.structs import replace

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money, UnitPrice
from serai.ordering.domain.age import AgeDeclaration
from serai.ordering.domain.ahead import AheadUnits
from serai.ordering.domain.card_recipients import CardRecipient
from serai.ordering.domain.contact import Contact
from serai.ordering.domain.delivery import DeliveryChoice
from serai.ordering.domain.draft import CartIsDraft, DraftTerms
from serai.ordering.domain.gift import Gift
from serai.ordering.domain.promoted import UNPROMOTED, Promoted
from serai.ordering.domain.set_parts import Parts
from serai.ordering.domain.taxes import UNTAXED, Taxes, TaxId
from serai.ordering.domain.wrapping import Wrapping


class CartState(StrEnum):
    """Where a cart stands."""

    OPEN = "open"
    ORDERED = "ordered"
    """An order was made from it; it opens again when that order's payment fails."""
    MERGED = "merged"
    """Its lines went into the cart of the account that its guest logged in to."""


class CartClosed(DomainError):
    """The cart cannot be changed any more."""

    code = "ordering.cart_closed"
    kind = Kind.CONFLICT

    def __init__(self, state: str, order_id: UUID | None) -> None:
        self.state, self.order_id = state, order_id
        super().__init__(f"This cart is {state} and cannot be changed.")


class CartIncomplete(DomainError):
    """The checkout has steps left."""

    code = "ordering.cart_incomplete"
    kind = Kind.CONFLICT

    def __init__(self, missing: list[str]) -> None:
        self.missing = missing
        super().__init__(f"Before this the cart needs: {', '.join(missing)}.")


class CartLine(Struct, frozen=True):
    """So many of one article; what it is called and costs as of the last look."""

    sku: str
    variant_id: UUID
    name: str
    quantity: int
    unit_minor: int
    slug: str = ""
    price_source: str = ""
    """Who or what set the price."""
    decision_token: str = ""
    """Of the suggestion or result from which it was taken: what the order is credited to."""
    unit_exact: Decimal | None = None
    """The price in major units where it is finer than a minor unit; `unit_minor` is what it rounds to."""
    price_list: str = ""
    """On which price list the price stands; empty: the price for everyone."""
    gift_of: UUID | None = None
    """The promotion whose gift the line is: it costs nothing, and comes and goes by itself."""
    former_minor: int | None = None
    """The former price that is shown beside it, in minor units: the article is reduced."""

    def unit_price(self, currency: str) -> UnitPrice | None:
        """Return the price of one unit where it is finer than a minor unit."""
        return None if self.unit_exact is None else UnitPrice(self.unit_exact, currency)

    def items(self, currency: str) -> Money:
        """Return what all units cost, rounded once, before discounts."""
        unit = self.unit_price(currency)
        if unit is None:
            return Money(self.unit_minor * self.quantity, currency)
        return unit.times_quantity(self.quantity)

    tax_class: str = "standard"
    recipients: tuple[CardRecipient, ...] = ()
    """Who gets the first cards of a line of gift cards; whoever orders gets the others."""
    agreed: str = ""
    """Why the price was agreed for this cart alone; empty: it is the shop's."""
    wraps: Wrapping | None = None
    """Of gift wrap: what is wrapped. The line comes and goes with that."""
    substitution: str = ""
    """What is done when the store does not have it: similar, ask or refund; empty: nothing was said."""
    parts: Parts = ()
    """What each unit consists of, when it is a set."""


MOST_TENDERS = 5


class TooManyTenders(DomainError):
    """The cart is to be paid with as many tenders as it may be."""

    code = "ordering.too_many_tenders"
    kind = Kind.CONFLICT

    def __init__(self) -> None:
        self.most = MOST_TENDERS
        super().__init__(f"At most {MOST_TENDERS} gift cards and credits pay for one order.")


class TenderChoice(Struct, frozen=True):
    """A gift card, credit or points that pay first; what they leave is paid by the method."""

    method: str
    source: str
    label: str = ""
    most_minor: int | None = None
    """No more than this; `None`: as much as possible."""


class PaymentChoice(Struct, frozen=True):
    """How the shopper means to pay; the payment itself begins when the order is placed."""

    session_id: UUID
    method: str
    """Of what tenders leave to be paid; empty while none is chosen."""
    tenders: tuple[TenderChoice, ...] = ()

    def with_tender(self, tender: TenderChoice) -> "PaymentChoice":
        """
        Return the choice with one tender more, or with another wish for one that is there.

        Raises:
            TooManyTenders: there are five already.
        """
        others = tuple(each for each in self.tenders if not _same(each, tender))
        if len(others) >= MOST_TENDERS:
            raise TooManyTenders
        return replace(self, tenders=(*others, tender))

    def without_tender(self, method: str, source: str) -> "PaymentChoice":
        """Return the choice without a tender; without one that is not there, it is the same."""
        gone = TenderChoice(method, source)
        return replace(self, tenders=tuple(each for each in self.tenders if not _same(each, gone)))


def _same(one: TenderChoice, other: TenderChoice) -> bool:
    return (one.method, one.source) == (other.method, other.source)


class Totals(Struct, frozen=True):
    """
    Sums in minor units: items - discount + delivery + tax = total.

    The tax is below zero where tax that prices contain need not be paid.
    """

    items_minor: int = 0
    delivery_minor: int = 0
    discount_minor: int = 0
    tax_minor: int = 0
    total_minor: int = 0


class Cart(Struct, frozen=True):
    """One cart as of `version`."""

    id: UUID
    channel_code: str
    currency: str
    locale: str = "en"
    customer_id: UUID | None = None
    guest_hash: bytes | None = None
    state: CartState = CartState.OPEN
    lines: tuple[CartLine, ...] = ()
    contact: Contact | None = None
    delivery: DeliveryChoice | None = None
    payment: PaymentChoice | None = None
    totals: Totals = field(default_factory=Totals)
    tax_id: TaxId | None = None
    taxes: Taxes = UNTAXED
    promotions: Promoted = UNPROMOTED
    explanation: tuple[str, ...] = ()
    version: int = 1
    priced_at: datetime | None = None
    order_id: UUID | None = None
    draft: DraftTerms | None = None
    """Who of the shop made it up, and until when it stands."""
    gift: Gift | None = None
    age: AgeDeclaration | None = None
    """What its shopper has declared about their age."""
    subscription_id: UUID | None = None
    """The subscription that orders it; such a cart is in no table."""
    ahead: tuple[AheadUnits, ...] = ()
    """What of it comes later, as of the last look; in no table."""

    @property
    def tenders(self) -> tuple[TenderChoice, ...]:
        """Return what is to pay before the method of payment does."""
        return self.payment.tenders if self.payment else ()

    def must_be_open(self) -> "Cart":
        """
        Return the cart itself when it may be changed.

        Raises:
            CartClosed: it was ordered or merged.
        """
        if self.state is not CartState.OPEN:
            raise CartClosed(self.state, self.order_id)
        return self

    def must_be_free(self) -> "Cart":
        """
        Return the cart itself when its articles and codes may be changed by its shopper.

        Raises:
            CartClosed: it was ordered or merged.
            CartIsDraft: the shop made it up.
        """
        if self.draft is not None:
            raise CartIsDraft
        return self.must_be_open()

    def must_have(self, *steps: str) -> "Cart":
        """
        Return the cart itself when each of `steps` (lines, contact, delivery, payment) is filled.

        Raises:
            CartIncomplete: some are not; all are named.
        """
        missing = [step for step in steps if not getattr(self, step)]
        if missing:
            raise CartIncomplete(missing)
        return self
