"""Pay with a kept card."""

from datetime import datetime
from uuid import UUID

from serai.payments.models import Instrument
from serai.payments.ports.vault import Vaults
from serai.payments.queries.instruments.instrument_view import InstrumentNotFound
from serai.payments.queries.routes import MethodNotOffered, route_of
from serai.plumbing.db import refuse_inside_work
from serai.plumbing.wiring import bound


def token_of_instrument(
    customer_id: UUID, instrument_id: UUID | None, *, channel_code: str, now: datetime
) -> str:
    """
    Return what stands for a kept card in one charge, and note its use; two statements and a call to the processor.

    Args:
        customer_id: who pays; nobody pays with another's card.
        instrument_id: which card; `None` for the default one.
        channel_code: where it is used: only with the processor that takes cards there.
        now: the present instant.

    Raises:
        InstrumentNotFound: not in this customer's wallet.
        InstrumentRefused: it has expired, or the processor keeps it no more.
        MethodNotOffered: another processor takes the cards of this channel.
        ProcessorUnavailable: no answer in time.
    """
    kept, token = _asked(customer_id, instrument_id, channel_code, now)
    note_use(kept.pk, now=now)
    return token


def token_before_use(
    customer_id: UUID, instrument_id: UUID, *, channel_code: str, now: datetime
) -> str:
    """
    Return what stands for a kept card in a charge that may yet be refused; `note_use` follows when it is not.

    Raises: as `token_of_instrument`.
    """
    return _asked(customer_id, instrument_id, channel_code, now)[1]


def note_use(instrument_id: UUID, *, now: datetime) -> None:
    """Note that a kept card is being charged; one statement."""
    Instrument.objects.filter(pk=instrument_id).update(last_used_at=now)


def _asked(
    customer_id: UUID, instrument_id: UUID | None, channel_code: str, now: datetime
) -> tuple[Instrument, str]:
    refuse_inside_work()
    wallet = Instrument.objects.of_customer(customer_id)
    kept = wallet.filter(pk=instrument_id).first() if instrument_id else wallet.first()
    if kept is None:
        raise InstrumentNotFound
    if route_of(channel_code, kept.method).processor.name != kept.processor:
        raise MethodNotOffered(kept.method)
    vault = bound(Vaults).of(kept.processor)
    return kept, vault.token_for(kept.reference, holder=customer_id, now=now)
