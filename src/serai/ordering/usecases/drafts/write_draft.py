"""Make up a cart for somebody, at prices that may be agreed for it alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from msgspec.structs import replace

from serai.catalog import public as catalog
from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import digest, uuid7
from serai.ordering.domain.buyer import guest_token
from serai.ordering.domain.cart import Cart, CartLine
from serai.ordering.domain.cart_lines import Lines
from serai.ordering.domain.contact import Contact, checked_contact
from serai.ordering.domain.delivery import DeliveryChoice, DeliveryKind, chosen, offers
from serai.ordering.domain.draft import DraftTerms
from serai.ordering.queries.drafts.draft_view import draft_cart
from serai.ordering.queries.priced_cart import lines_of_skus, priced
from serai.ordering.queries.rates import delivery_rates
from serai.ordering.usecases.save_cart import insert_cart, update_cart
from serai.plumbing.db import unit_of_work

LONGEST = timedelta(days=60)
"""For how long an offer may stand: carts that nobody touches are forgotten after 90 days."""


class DraftRefused(DomainError):
    """A draft cannot be so."""

    code = "ordering.draft_refused"
    kind = Kind.REJECTED

    def __init__(self, field: str, reason: str) -> None:
        self.field, self.reason = field, reason
        super().__init__(f"{field}: {reason}")


class DraftChanged(DomainError):
    """Somebody else has changed the draft since it was read."""

    code = "ordering.draft_changed"
    kind = Kind.CONFLICT

    def __init__(self, version: int) -> None:
        self.version = version
        super().__init__("Somebody else has changed this draft; look at it again.")


@dataclass(frozen=True, slots=True)
class DraftLine:
    """So many of an article; a price of its own needs a reason."""

    sku: str
    quantity: int
    unit_minor: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class WriteDraft:
    """All that a draft says."""

    channel_code: str
    lines: tuple[DraftLine, ...]
    expires_at: datetime
    made_by: str
    locale: str = "en"
    contact: Contact | None = None
    delivery: str = ""
    """The code of a way to the door; empty lets the shopper choose."""
    discount_minor: int = 0
    discount_reason: str = ""
    note: str = ""

    @property
    def has_own_prices(self) -> bool:
        """Return whether anything costs less or more than in the shop."""
        return self.discount_minor > 0 or any(line.unit_minor is not None for line in self.lines)


@unit_of_work()
def create_draft(command: WriteDraft, *, secret: bytes, now: datetime) -> Cart:
    """
    Make up a cart; whoever is handed its link fills in the rest and pays it. Nothing is reserved for it.

    Prices of its own stay whatever the shop's become; the others are the shop's when the order is placed.

    Args:
        command: what it says.
        secret: makes the token in its link.
        now: the present instant.

    Raises:
        DraftRefused: a price has no reason, or it would stand for too long, or not at all.
        ChannelNotFound: no such channel.
        UnknownSku: an article does not exist.
        NotForSale: an article is not sold in the channel.
        BadQuantity: not 1 to 999 of an article.
        TooManyLines: more than 200 articles.
        BadContact: a field of the contact cannot be right.
        DeliveryNotOffered: the channel does not offer this way there.
    """
    draft_id = uuid7()
    channel = catalog.channel(command.channel_code)
    made = _filled(
        Cart(
            id=draft_id,
            channel_code=channel.code,
            currency=channel.currency,
            locale=command.locale,
            guest_hash=digest(guest_token(draft_id, secret=secret)),
        ),
        command,
        now,
    )
    insert_cart(made, now=now)
    return made


@unit_of_work()
def change_draft(draft_id: UUID, version: int, command: WriteDraft, *, now: datetime) -> Cart:
    """
    Write a draft anew over the version that was read; its link stays.

    Raises:
        DraftNotFound: no such draft.
        DraftChanged: somebody else was faster.
        CartClosed: it was ordered.
        DraftRefused: and whatever `create_draft` refuses.
    """
    seen = draft_cart(draft_id, lock=True).must_be_open()
    if seen.version != version:
        raise DraftChanged(seen.version)
    if seen.channel_code != command.channel_code:
        raise DraftRefused("channel_code", "stays what it was.")
    changed = _filled(replace(seen, locale=command.locale), command, now)
    written = update_cart(changed, now=now)
    assert written is not None, "the row is locked and its cart open"
    return replace(changed, version=written)


@unit_of_work()
def withdraw_draft(draft_id: UUID, *, now: datetime) -> Cart:
    """
    Take an offer back; to say so again changes nothing.

    Raises:
        DraftNotFound: no such draft.
        CartClosed: it was ordered.
    """
    seen = draft_cart(draft_id, lock=True).must_be_open()
    assert seen.draft is not None, "it is a draft"
    if seen.draft.withdrawn:
        return seen
    changed = replace(seen, draft=replace(seen.draft, withdrawn=True))
    written = update_cart(changed, now=now)
    return replace(changed, version=written or seen.version)


def _filled(cart: Cart, command: WriteDraft, now: datetime) -> Cart:
    if not now < command.expires_at <= now + LONGEST:
        raise DraftRefused("expires_at", f"is within {LONGEST.days} days from now.")
    if command.discount_minor and not command.discount_reason.strip():
        raise DraftRefused("discount_reason", "says why something is taken off.")
    contact = None if command.contact is None else checked_contact(command.contact)
    draft = DraftTerms(
        made_by=command.made_by,
        made_at=now,
        expires_at=command.expires_at,
        discount_minor=command.discount_minor,
        discount_reason=command.discount_reason.strip(),
        note=command.note.strip(),
    )
    lines = _lines(command, now)
    filled = replace(cart, lines=lines, contact=contact, draft=draft, delivery=None)
    return priced(replace(filled, delivery=_delivery(filled, command)), now=now)


def _lines(command: WriteDraft, now: datetime) -> Lines:
    wanted = {line.sku: line.quantity for line in command.lines}
    if not wanted or len(wanted) != len(command.lines):
        raise DraftRefused("lines", "name each article once, and at least one.")
    by_sku = {line.sku: line for line in command.lines}
    found = lines_of_skus(wanted, channel_code=command.channel_code, now=now)
    return tuple(_at_own_price(line, by_sku[line.sku]) for line in found)


def _at_own_price(line: CartLine, said: DraftLine) -> CartLine:
    if said.unit_minor is None:
        return line
    if not said.reason.strip():
        raise DraftRefused("reason", f"says why {said.sku} has a price of its own.")
    dearer = line.unit_minor if line.unit_minor > said.unit_minor else None
    return replace(
        line,
        unit_minor=said.unit_minor,
        unit_exact=None,
        price_source="agreed",
        price_list="",
        former_minor=dearer,
        agreed=said.reason.strip(),
    )


def _delivery(cart: Cart, command: WriteDraft) -> DeliveryChoice | None:
    if not command.delivery:
        return None
    country = cart.contact.address.country if cart.contact else None
    rates = delivery_rates(cart.channel_code)
    choice = chosen(offers(rates, country=country, locale=cart.locale), command.delivery)
    if choice.kind is not DeliveryKind.DELIVERY:
        raise DraftRefused(
            "delivery", "is a way to the door; a pick-up is the shopper's to choose."
        )
    return choice
