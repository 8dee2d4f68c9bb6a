"""Whom this shop's passkeys belong to."""

from django.conf import settings

from serai.customers.domain.passkeys.relying_party import RelyingParty, relying_party


def our_party() -> RelyingParty:
    """Return the shop as its environment names it."""
    return relying_party(
        settings.SERAI_STOREFRONT_URL,
        domain=settings.SERAI_PASSKEY_DOMAIN,
        origins=settings.SERAI_PASSKEY_ORIGINS,
    )
