"""What this context tells the others."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from serai.kernel.events import Event, Outside, Told


@dataclass(frozen=True)
class CustomerRegistered(Event):
    """Somebody has an account from now on. Version 1. Imported customers are not announced."""

    outside: ClassVar = Outside(
        "customer.registered",
        {
            "customer_id": Told(
                "The account; nothing else about the person is told.",
                "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7f1",
            ),
        },
        subject="customer_id",
    )

    customer_id: UUID


@dataclass(frozen=True)
class CustomerLoggedIn(Event):
    """A customer proved who they are. Version 1."""

    customer_id: UUID


@dataclass(frozen=True)
class ConsentRecorded(Event):
    """A customer allowed or refused one use of their data. Version 1."""

    outside: ClassVar = Outside(
        "consent.recorded",
        {
            "customer_id": Told(
                "The account; nothing else about the person is told.",
                "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7f1",
            ),
            "purpose": Told("The use of their data.", "marketing"),
            "granted": Told("Whether they allow it.", True),
            "text_version": Told("Which wording they saw.", "2026-11"),
        },
        subject="customer_id",
    )

    customer_id: UUID
    purpose: str
    granted: bool
    text_version: str
    source: str


@dataclass(frozen=True)
class PasskeyAdded(Event):
    """A customer can log in with one more passkey. Version 1."""

    customer_id: UUID
    passkey_id: UUID


@dataclass(frozen=True)
class PasskeyRemoved(Event):
    """A passkey lets nobody in any more. Version 1."""

    customer_id: UUID
    passkey_id: UUID


@dataclass(frozen=True)
class BuyingTermsChanged(Event):
    """A customer buys as one of another group, or for another company. Version 1."""

    customer_id: UUID


@dataclass(frozen=True)
class CustomerForgotten(Event):
    """A person asked to be forgotten, and was: whoever was told of them forgets them too. Version 1."""

    outside: ClassVar = Outside(
        "customer.forgotten",
        {
            "customer_id": Told(
                "The account that says nothing any more. Delete what you hold of it.",
                "0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7f1",
            ),
        },
        subject="customer_id",
    )

    customer_id: UUID
