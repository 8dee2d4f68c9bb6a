"""The provider: like the local processor, but every charge waits for its shopper, and no card is needed."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from serai.payments.adapters.local.cards import Behaviour, KnownCard
from serai.payments.adapters.local.charges import Charges
from serai.payments.adapters.local.processor import LocalProcessor
from serai.payments.adapters.pay_later.plan import PARTS
from serai.payments.ports import (
    Abilities,
    Card,
    CardRefused,
    CardToken,
    ChargeRefused,
    ChargeRequest,
    ChargeResult,
    ChargeStatus,
    ProcessorFront,
)


@dataclass
class PayLater(LocalProcessor):
    """Fills `PaymentProcessor` from a book of its own; see `LocalProcessor` for what it keeps."""

    name: str = "pay_later"
    abilities: Abilities = field(default_factory=lambda: Abilities(methods=("pay_later",)))

    def front(self) -> ProcessorFront:
        """Return a front without an address: there is nothing to turn into a token."""
        return ProcessorFront(self.name, "", "")

    def tokenise(self, card: Card, *, now: datetime) -> CardToken:
        """
        Refuse every card.

        Raises:
            CardRefused: always.
        """
        raise CardRefused("number", "not_taken", "This provider takes no cards.")

    def charge(self, request: ChargeRequest, *, now: datetime) -> ChargeResult:
        """Open a session once per key; its shopper is asked on a page."""
        session = replace(request, token=f"session {request.key}")
        with self._writing() as charges:
            booked = charges.by_key(session.key)
            if booked is not None:
                result = charges.result(booked)
                if result.amount != session.amount:
                    raise ChargeRefused("key_reused", "This key was first used for another charge.")
                return result
            if _is_closed(charges, session.key):
                return ChargeResult(session.key, ChargeStatus.VOIDED, session.amount)
            plan = _Plan(f"{PARTS} ×", "", Behaviour.CHALLENGE)
            charges.book.execute(
                "INSERT INTO token VALUES (?, ?, ?, ?, ?)",
                (session.token, plan.brand, "", plan.behaviour, now.isoformat()),
            )
            return charges.write(session, plan, now)


@dataclass(frozen=True)
class _Plan(KnownCard):
    """What stands in the book where a card would."""

    @property
    def label(self) -> str:
        """Return how the plan is shown."""
        return self.brand


def _is_closed(charges: Charges, key: str) -> bool:
    found = charges.book.execute("SELECT 1 FROM closed_key WHERE key = ?", (key,)).fetchone()
    return found is not None
