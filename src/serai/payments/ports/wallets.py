"""Wallets: what a browser hands out instead of a card, and who makes something of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from serai.kernel.errors import DomainError, Kind
from serai.payments.ports.cards import CardToken
from serai.payments.ports.refusals import UnknownProcessor

APPLE_PAY, GOOGLE_PAY = "apple_pay", "google_pay"
LONGEST_PAYLOAD = 16_000
"""In characters; a wallet's payload has a tenth of that."""


class WalletRefused(DomainError):
    """What came from the wallet is nothing that the processor can charge."""

    code = "payments.wallet_refused"
    kind = Kind.REJECTED

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__("The wallet's approval cannot be used. Approve the payment again.")


class WalletUnavailable(DomainError):
    """The wallet's own servers did not say that this shop may ask; nothing has happened."""

    code = "payments.wallet_unavailable"
    kind = Kind.UNAVAILABLE

    def __init__(self, method: str) -> None:
        self.method = method
        super().__init__("The wallet does not answer. Pay by card, or try again.")


@dataclass(frozen=True)
class WalletPayload:
    """
    What a wallet gave for one payment, encrypted for the processor. In memory only: never stored or logged.

    Attributes:
        method: `apple_pay` or `google_pay`.
        payload: Apple's `PKPaymentToken` as JSON, or Google's `tokenizationData.token`.
    """

    method: str
    payload: str = field(repr=False)


@dataclass(frozen=True)
class WalletFront:
    """
    What a browser must know to ask for a wallet; public.

    Attributes:
        method: `apple_pay` or `google_pay`.
        merchant_id: under which the shop is known to the wallet's maker; Google's is empty in its test
            environment.
        merchant_name: whom the shopper sees to be paid.
        networks: the card networks taken, in lower case, such as `visa`.
        country: of the merchant, ISO 3166-1 alpha-2.
        gateway: for whom Google encrypts; empty for Apple.
        gateway_merchant_id: whom the gateway knows us as; empty for Apple.
        is_test: Google's environment `TEST`: no card is charged.
    """

    method: str
    merchant_id: str
    merchant_name: str
    networks: tuple[str, ...]
    country: str
    gateway: str = ""
    gateway_merchant_id: str = ""
    is_test: bool = False


class WalletDesk(Protocol):
    """A processor that takes what wallets give."""

    processor: str
    """The name of the processor whose tokens these are."""

    def tokenise(self, wallet: WalletPayload, *, now: datetime) -> CardToken:
        """
        Return a short token that pays once; `brand` says which wallet, or which card, it is.

        Raises:
            WalletRefused: it cannot be read, or was used.
            ProcessorUnavailable: no answer in time.
        """


class MerchantValidation(Protocol):
    """Whoever asks Apple for a session, which its sheet needs before it opens."""

    def session(self, validation_url: str, front: WalletFront) -> Mapping[str, Any]:
        """
        Return Apple's opaque session, good for one sheet and a few minutes.

        Args:
            validation_url: the address that Apple's sheet named; no other host than Apple's is called.
            front: the shop, as Apple knows it.

        Raises:
            WalletRefused: the address is not Apple's.
            WalletUnavailable: no session in time, or none for us.
        """


class Wallets:
    """The wallets of this installation, and who makes tokens of what they give."""

    def __init__(
        self,
        fronts: Iterable[WalletFront] = (),
        desks: Iterable[WalletDesk] = (),
        validation: MerchantValidation | None = None,
    ) -> None:
        self.fronts = tuple(fronts)
        self.validation = validation
        self._desks = {desk.processor: desk for desk in desks}

    def desk(self, processor: str) -> WalletDesk:
        """
        Return who makes tokens for a processor.

        Raises:
            UnknownProcessor: it takes no wallets.
        """
        try:
            return self._desks[processor]
        except KeyError:
            raise UnknownProcessor(processor) from None
