"""Take a passkey out of an account."""

from uuid import UUID

from serai.customers.events import PasskeyRemoved
from serai.customers.models import Passkey
from serai.customers.queries.passkeys.passkey_view import PasskeyNotFound
from serai.plumbing.db import unit_of_work
from serai.plumbing.events import publish


@unit_of_work()
def remove_passkey(customer_id: UUID, passkey_id: UUID) -> None:
    """
    Delete the passkey: it lets nobody in from now on. A code by e-mail always remains as a way in.

    Raises:
        PasskeyNotFound: not in this customer's account.
    """
    gone, _ = Passkey.objects.of_customer(customer_id).filter(pk=passkey_id).delete()
    if not gone:
        raise PasskeyNotFound(passkey_id)
    publish(PasskeyRemoved(customer_id=customer_id, passkey_id=passkey_id))
