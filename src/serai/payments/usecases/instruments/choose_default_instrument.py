"""Choose which kept card is suggested first."""

from uuid import UUID

from serai.payments.models import Instrument
from serai.payments.queries.instruments.instrument_view import InstrumentNotFound, InstrumentView
from serai.payments.usecases.instruments.open_wallet import open_wallet
from serai.plumbing.db import unit_of_work


@unit_of_work()
def choose_default_instrument(customer_id: UUID, instrument_id: UUID) -> InstrumentView:
    """
    Make a card the default; the one before is it no more.

    Raises:
        InstrumentNotFound: not in this customer's wallet.
    """
    chosen = next((kept for kept in open_wallet(customer_id) if kept.pk == instrument_id), None)
    if chosen is None:
        raise InstrumentNotFound
    if not chosen.is_default:
        Instrument.objects.filter(customer_id=customer_id, is_default=True).update(is_default=False)
        chosen.is_default = True
        chosen.save(update_fields=["is_default"])
    return InstrumentView.of(chosen)
