"""Call a passkey something else."""

from uuid import UUID

from serai.customers.domain.plain_text import plain_text
from serai.customers.models import Passkey
from serai.customers.queries.passkeys.passkey_view import PasskeyNotFound, PasskeyView
from serai.plumbing.db import unit_of_work


@unit_of_work()
def rename_passkey(customer_id: UUID, passkey_id: UUID, name: str) -> PasskeyView:
    """
    Change the name of a passkey.

    Raises:
        PasskeyNotFound: not in this customer's account.
        TextRefused: the name is missing, too long or unreadable.
    """
    fit = plain_text(name, field="name", longest=80, required=True)
    passkey = Passkey.objects.of_customer(customer_id).filter(pk=passkey_id).first()
    if passkey is None:
        raise PasskeyNotFound(passkey_id)
    passkey.name = fit
    passkey.save(update_fields=["name"])
    return PasskeyView.of(passkey)
