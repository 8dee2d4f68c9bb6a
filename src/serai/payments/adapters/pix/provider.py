"""The bank: like the local processor, but every charge waits to be paid by its code."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from serai.payments.adapters.local.cards import Behaviour, KnownCard
from serai.payments.adapters.local.processor import LocalProcessor
from serai.payments.domain.br_code import REAL, Receiver, br_code
from serai.payments.domain.failure import Failure
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

PIX = "pix"
_PREFIX, _NAME = len("ch_"), 24
"""A charge's name within its code: shortened, for an address in a code has 77 characters at most."""
GOOD_FOR = timedelta(minutes=30)
"""How long a code can be paid."""


@dataclass
class Pix(LocalProcessor):
    """
    Fills `PaymentProcessor` from a book of its own; see `LocalProcessor` for what it keeps.

    Attributes:
        receiver: who is paid, as the payer's bank shows it.
    """

    name: str = PIX
    abilities: Abilities = field(
        default_factory=lambda: Abilities((PIX,), captures_later=False, currencies=(REAL,))
    )
    receiver: Receiver = field(default_factory=lambda: Receiver("Serai", "Sao Paulo"))

    def front(self) -> ProcessorFront:
        """Return a front without an address: there is nothing to turn into a token."""
        return ProcessorFront(self.name, "", "")

    def tokenise(self, card: Card, *, now: datetime) -> CardToken:
        """
        Refuse every card.

        Raises:
            CardRefused: always.
        """
        raise CardRefused("number", "not_taken", "Pix takes no cards.")

    def charge(self, request: ChargeRequest, *, now: datetime) -> ChargeResult:
        """Make a code once per key; its shopper is shown it on a page."""
        if request.amount.currency != REAL:
            raise ChargeRefused("currency", "Pix moves reais only.")
        coded = replace(request, token=f"code {request.key}")
        with self._writing() as charges:
            booked = charges.by_key(coded.key)
            if booked is not None:
                result = charges.result(booked)
                if result.amount != coded.amount:
                    raise ChargeRefused("key_reused", "This key was first used for another charge.")
                return result
            closed = charges.book.execute("SELECT 1 FROM closed_key WHERE key = ?", (coded.key,))
            if closed.fetchone():
                return ChargeResult(coded.key, ChargeStatus.VOIDED, coded.amount)
            code = _Code("Pix", "", Behaviour.CHALLENGE)
            charges.book.execute(
                "INSERT INTO token VALUES (?, ?, ?, ?, ?)",
                (coded.token, code.brand, "", code.behaviour, now.isoformat()),
            )
            return charges.write(coded, code, now)

    def code(self, charge: ChargeResult) -> str:
        """Return the text that the shopper scans, or copies into the app of their bank."""
        parts = urlsplit(self.public_url)
        where = f"{parts.netloc}{parts.path}/qr/{charge.reference[_PREFIX:][:_NAME]}"
        return br_code(where, self.receiver, charge.amount)

    def charge_of_code(self, name: str) -> ChargeResult | None:
        """Return the charge whose code names it so; what a payer's bank reads."""
        with self._reading() as charges:
            booked = charges.book.execute(
                f"SELECT * FROM charge WHERE substr(id, {_PREFIX + 1}, {_NAME}) = ?",  # noqa: S608
                (name,),
            ).fetchone()
            return None if booked is None else charges.result(booked)

    def lapse(self, *, now: datetime) -> int:
        """Let codes be over that nobody has paid in time."""
        with self._writing() as charges:
            over = charges.book.execute(
                "SELECT * FROM charge WHERE status = 'requires_action' AND booked_at <= ?",
                ((now - GOOD_FOR).isoformat(),),
            ).fetchall()
            for booked in over:
                charges.close(booked, ChargeStatus.FAILED, Failure.AUTHORISATION_EXPIRED, now)
        return len(over) + super().lapse(now=now)


@dataclass(frozen=True)
class _Code(KnownCard):
    """What stands in the book where a card would."""

    @property
    def label(self) -> str:
        """Return how the payment is shown."""
        return self.brand
