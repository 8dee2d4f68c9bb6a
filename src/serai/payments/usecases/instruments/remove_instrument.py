"""Take a card out of a customer's wallet."""

from uuid import UUID

from serai.payments.models import Instrument
from serai.payments.queries.instruments.instrument_view import InstrumentNotFound
from serai.payments.usecases.instruments.forget_at_vault import forget_at_vault
from serai.payments.usecases.instruments.open_wallet import open_wallet
from serai.plumbing.db import unit_of_work


@unit_of_work()
def remove_instrument(customer_id: UUID, instrument_id: UUID) -> None:
    """
    Delete the card here at once, and at its processor by a job that is written with it.

    When it was the default, the newest of the rest becomes it.

    Raises:
        InstrumentNotFound: not in this customer's wallet.
    """
    wallet = open_wallet(customer_id)
    gone = next((kept for kept in wallet if kept.pk == instrument_id), None)
    if gone is None:
        raise InstrumentNotFound
    rest = [kept for kept in wallet if kept is not gone]
    forget_at_vault.later(processor=gone.processor, reference=gone.reference)
    gone.delete()
    if rest and not any(kept.is_default for kept in rest):
        Instrument.objects.filter(pk=rest[0].pk).update(is_default=True)
