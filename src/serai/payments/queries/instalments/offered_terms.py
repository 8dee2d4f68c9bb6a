"""Under which terms a channel lets orders be paid in parts; in the memory of this process for seconds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from serai.kernel.money import Money
from serai.payments.domain.instalments.terms import Every, Terms
from serai.payments.models import InstalmentTerms
from serai.plumbing.caches import ShortCache

INSTALMENTS = "instalments"
"""The method of payment, and the name of whoever takes it: ourselves."""


@dataclass(frozen=True, slots=True)
class OfferedTerms:
    """Terms that a channel offers, by the id under which they are chosen."""

    id: UUID
    terms: Terms


Offers = Mapping[str, tuple[OfferedTerms, ...]]
_offers: ShortCache[None, Offers] = ShortCache(seconds=5)


def offered_terms(channel_code: str) -> tuple[OfferedTerms, ...]:
    """Return what a channel offers, in its order; at most five seconds old, then one statement."""
    return _offers.get(None, _loaded).get(channel_code, ())


def offers_instalments(channel_code: str, amount: Money | None = None) -> bool:
    """Return whether something, or this amount, can be paid in parts in a channel; hardly ever a statement."""
    offered = offered_terms(channel_code)
    return any(amount is None or each.terms.fit(amount) for each in offered)


def forget_terms() -> None:
    """Let this process look again: something has just changed."""
    _offers.forget()


def terms_of(row: InstalmentTerms) -> Terms:
    """Return the terms that a row stands for."""
    fee = Money(row.fee_minor, row.currency) if row.fee_minor else None
    return Terms(
        parts=row.parts,
        step=row.step,
        every=Every(row.every),
        least=Money(row.least_minor, row.currency),
        most=Money(row.most_minor, row.currency),
        fee=fee,
        interest=row.interest,
    )


def terms_as_json(terms: Terms) -> dict[str, Any]:
    """Return terms as a plan keeps them."""
    return {
        "parts": terms.parts,
        "step": terms.step,
        "every": terms.every.value,
        "least_minor": terms.least.minor,
        "most_minor": terms.most.minor,
        "fee_minor": terms.fee.minor if terms.fee else 0,
        "interest": str(terms.interest),
    }


def _loaded() -> Offers:
    found: dict[str, tuple[OfferedTerms, ...]] = {}
    for row in InstalmentTerms.objects.order_by("channel_code", "position"):
        offer = OfferedTerms(row.pk, terms_of(row))
        found[row.channel_code] = (*found.get(row.channel_code, ()), offer)
    return found
