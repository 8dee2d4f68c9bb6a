"""What authenticators are told of a customer's passkeys."""

from uuid import UUID

from serai.customers.domain.passkeys.options import KnownCredential
from serai.customers.models import Passkey


def known_credentials(customer_id: UUID) -> list[KnownCredential]:
    """Return the credentials of a customer, the newest first; one statement."""
    kept = Passkey.objects.of_customer(customer_id).values_list("credential_id", "transports")
    return [KnownCredential(bytes(credential), tuple(ways)) for credential, ways in kept]
