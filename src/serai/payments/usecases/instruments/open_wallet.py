"""Take hold of a customer's kept cards before changing them."""

from uuid import UUID

from serai.payments.models import Instrument
from serai.plumbing.db import execute


def open_wallet(customer_id: UUID) -> list[Instrument]:
    """
    Return a customer's kept cards, held against rivals until the transaction ends; two statements.

    The hold is on the customer, by an advisory lock: a wallet without cards has no row to lock.
    """
    execute(
        "SELECT pg_advisory_xact_lock(hashtextextended('payments.instruments ' || %s, 0))",
        [str(customer_id)],
    )
    return list(Instrument.objects.of_customer(customer_id))
