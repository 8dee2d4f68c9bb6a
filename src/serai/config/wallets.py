"""The wallets that the environment names."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings

from serai.payments.adapters.apple.pretended import PretendedValidation
from serai.payments.adapters.local.book import Book
from serai.payments.adapters.local.wallets import LocalWalletDesk
from serai.payments.ports import Processors
from serai.payments.ports.wallets import (
    APPLE_PAY,
    GOOGLE_PAY,
    MerchantValidation,
    WalletDesk,
    WalletFront,
    Wallets,
)


def wallet_fronts() -> Iterator[WalletFront]:
    """Return what browsers must know of each wallet; none when the environment names no merchant."""
    name, country = settings.SERAI_WALLET_MERCHANT_NAME, settings.SERAI_WALLET_COUNTRY
    networks = tuple(each.strip() for each in settings.SERAI_WALLET_NETWORKS.split(","))
    if settings.SERAI_APPLE_PAY_MERCHANT_ID:
        yield WalletFront(APPLE_PAY, settings.SERAI_APPLE_PAY_MERCHANT_ID, name, networks, country)
    if settings.SERAI_GOOGLE_PAY_GATEWAY:
        merchant_id = settings.SERAI_GOOGLE_PAY_MERCHANT_ID
        yield WalletFront(
            GOOGLE_PAY,
            merchant_id,
            name,
            networks,
            country,
            gateway=settings.SERAI_GOOGLE_PAY_GATEWAY,
            gateway_merchant_id=settings.SERAI_GOOGLE_PAY_GATEWAY_MERCHANT_ID,
            is_test=not merchant_id,
        )


def wallets(book: Book, processors: Processors) -> Wallets:
    """Return the wallets, with whoever makes tokens of what they give."""
    return Wallets(wallet_fronts(), _desks(book, processors), _validation())


def _desks(book: Book, processors: Processors) -> Iterator[WalletDesk]:
    yield LocalWalletDesk(book)
    if settings.SERAI_STRIPE_SECRET_KEY:
        from serai.payments.adapters.stripe.processor import StripeProcessor  # noqa: PLC0415
        from serai.payments.adapters.stripe.wallets import StripeWalletDesk  # noqa: PLC0415

        for processor in processors:
            if isinstance(processor, StripeProcessor):
                yield StripeWalletDesk(processor.connection)


def _validation() -> MerchantValidation:
    """Apple is asked with the merchant's certificate; without one, nobody is."""
    if not settings.SERAI_APPLE_PAY_CERTIFICATE:
        return PretendedValidation()
    from serai.payments.adapters.apple.validation import AppleValidation  # noqa: PLC0415 - needs a client

    domain = urlsplit(settings.SERAI_STOREFRONT_URL).hostname or ""
    return AppleValidation(domain, settings.SERAI_APPLE_PAY_CERTIFICATE)
