"""Keep a card for the next time."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import uuid7
from serai.payments.models import Instrument
from serai.payments.ports.vault import KeptCard, Vaults
from serai.payments.queries.instruments.instrument_view import InstrumentView
from serai.payments.queries.routes import CARD, MethodNotOffered, route_of
from serai.payments.usecases.instruments.forget_at_vault import forget_at_vault
from serai.payments.usecases.instruments.open_wallet import open_wallet
from serai.plumbing.db import refuse_inside_work, unit_of_work
from serai.plumbing.wiring import bound

MOST_INSTRUMENTS = 10
"""Cards one customer may have kept."""

_TEXT_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")


class TooManyInstruments(DomainError):
    """This customer has as many kept cards as one may have."""

    code = "payments.too_many_instruments"
    kind = Kind.REJECTED

    def __init__(self, *, most: int) -> None:
        self.most = most
        super().__init__(f"At most {most} cards can be kept; remove one first.")


class ConsentNotNamed(DomainError):
    """A card is kept only with consent, which names the version of the text that was read."""

    code = "payments.consent_not_named"
    kind = Kind.REJECTED

    def __init__(self) -> None:
        super().__init__("Name the version of the text about keeping the card that was agreed to.")


@dataclass(frozen=True, slots=True)
class KeepInstrument:
    """Whose card, its token, and the text its holder agreed to."""

    customer_id: UUID
    channel_code: str
    token: str = field(repr=False)
    consent_text_version: str
    is_default: bool = False


def card_at_vault(command: KeepInstrument, *, now: datetime) -> tuple[str, KeptCard]:
    """
    Have the channel's processor keep the card; return its name and the kept card. Repeatable.

    The first half of keeping: it calls the processor, so it refuses to run inside a unit of work.

    Raises:
        ConsentNotNamed: no text was agreed to.
        MethodNotOffered: nobody keeps cards in this channel.
        InstrumentRefused: unknown or used token, or a declined card.
        ProcessorUnavailable: no answer in time.
    """
    refuse_inside_work()
    if not _TEXT_VERSION.fullmatch(command.consent_text_version):
        raise ConsentNotNamed
    processor, vaults = route_of(command.channel_code, CARD).processor.name, bound(Vaults)
    if processor not in vaults:
        raise MethodNotOffered(CARD)
    return processor, vaults.of(processor).keep(command.token, holder=command.customer_id, now=now)


@unit_of_work()
def keep_instrument(
    command: KeepInstrument, processor: str, card: KeptCard, *, now: datetime
) -> InstrumentView:
    """
    Write down what the processor keeps; a customer's first card is the default in any case.

    The same card once more takes the place of the one before.

    Raises:
        CustomerNotFound: no such customer.
        TooManyInstruments: the customer's wallet is full.
    """
    wallet = open_wallet(command.customer_id)
    same = next((each for each in wallet if _is_same(each, processor, card)), None)
    if same is None and len(wallet) >= MOST_INSTRUMENTS:
        raise TooManyInstruments(most=MOST_INSTRUMENTS)
    row = same or Instrument(
        id=uuid7(),
        customer_id=command.customer_id,
        processor=processor,
        method=CARD,
        brand=card.brand,
        last4=card.last4,
        expires_on=card.expires_on,
        is_default=not wallet,
        kept_at=now,
    )
    if same is not None and same.reference != card.reference:
        forget_at_vault.later(processor=processor, reference=same.reference)
    if command.is_default and not row.is_default:
        Instrument.objects.filter(customer_id=command.customer_id).update(is_default=False)
        row.is_default = True
    row.reference, row.consent_text_version = card.reference, command.consent_text_version
    row.save()
    return InstrumentView.of(row)


def _is_same(kept: Instrument, processor: str, card: KeptCard) -> bool:
    if kept.processor != processor:
        return False
    return kept.reference == card.reference or (kept.brand, kept.last4, kept.expires_on) == (
        card.brand,
        card.last4,
        card.expires_on,
    )
