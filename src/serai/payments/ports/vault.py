"""The port to whoever keeps means of payment for the next time."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.payments.ports.refusals import UnknownProcessor


class InstrumentRefused(DomainError):
    """The processor will not keep this means of payment: unknown, used or declined."""

    code = "payments.instrument_refused"
    kind = Kind.REJECTED

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__("This card cannot be kept. Try another one, or pay without keeping it.")


@dataclass(frozen=True)
class KeptCard:
    """A card that a processor keeps. Nobody but that processor can do anything with its reference."""

    reference: str = field(repr=False)
    brand: str
    last4: str
    expires_on: date | None
    """Its last day; `None` when the processor does not tell."""


class Vault(Protocol):
    """
    A processor that keeps cards. Nothing of a card that could be charged elsewhere ever reaches us.

    A call that gets no answer within the adapter's time budget raises `ProcessorUnavailable`; calls can
    be repeated, and then find what the first one did.
    """

    processor: str
    """The name of the processor whose tokens and charges these are."""

    def keep(self, token: str, *, holder: UUID, now: datetime) -> KeptCard:
        """
        Keep the card behind a token that has not paid, once per token; only for the one who holds it.

        Raises:
            InstrumentRefused: the token is unknown or used, or the bank declines the card.
        """

    def token_for(self, reference: str, *, holder: UUID, now: datetime) -> str:
        """
        Return what stands for a kept card in one charge.

        Raises:
            InstrumentRefused: it is not kept for this holder, or has expired.
        """

    def forget(self, reference: str, *, now: datetime) -> None:
        """Forget a card, whether it is known or not."""


class Vaults:
    """Every processor that keeps cards."""

    def __init__(self, *vaults: Vault) -> None:
        self._by_name = {vault.processor: vault for vault in vaults}

    def of(self, processor: str) -> Vault:
        """
        Return the vault of a processor.

        Raises:
            UnknownProcessor: it keeps no cards.
        """
        try:
            return self._by_name[processor]
        except KeyError:
            raise UnknownProcessor(processor) from None

    def __contains__(self, processor: str) -> bool:
        return processor in self._by_name

    def __iter__(self) -> Iterator[Vault]:
        return iter(self._by_name.values())
