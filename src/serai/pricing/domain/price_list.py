"""Price lists: who pays other prices than everyone, and how such a price counts."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class ListKind(StrEnum):
    """How the prices of a list count."""

    LOWER = "lower"
    """Where they are lower than what would be paid without them: a sale, a quantity break."""
    FIXED = "fixed"
    """As they are, even above the price for everyone: a contract."""


@dataclass(frozen=True, slots=True)
class BuyingAs:
    """On whose terms somebody buys: those of a group of customers, of a company, of both or of neither."""

    customer_group: str | None = None
    company_id: UUID | None = None


EVERYONE = BuyingAs()
"""Somebody of whom nothing is known: guests, and what a channel shows to all."""


@dataclass(frozen=True, slots=True)
class PriceList:
    """
    Prices of one channel under one name, for everyone, for a group of customers or for a company.

    Among lists for the same buyers the one with the greater `priority` comes first.
    """

    id: UUID
    code: str
    name: str
    channel_code: str
    kind: ListKind
    customer_group: str | None = None
    company_id: UUID | None = None
    priority: int = 0

    @property
    def for_everyone(self) -> bool:
        """Whether anybody pays its prices."""
        return self.customer_group is None and self.company_id is None

    def is_for(self, buyer: BuyingAs) -> bool:
        """Return whether a buyer pays its prices."""
        if self.company_id is not None:
            return self.company_id == buyer.company_id
        return self.customer_group is None or self.customer_group == buyer.customer_group

    @property
    def precedence(self) -> tuple[int, int, str]:
        """Where it is asked: a company's lists, then a group's, then everyone's; small comes first."""
        audience = 0 if self.company_id is not None else 1 if self.customer_group is not None else 2
        return audience, -self.priority, self.code
