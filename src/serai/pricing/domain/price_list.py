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
    """On whose terms somebody buys: a group's, a company's, of both or of neither; and in which store, if in one."""

    customer_group: str | None = None
    company_id: UUID | None = None
    store: str = ""


EVERYONE = BuyingAs()
"""Somebody of whom nothing is known: guests, and what a channel shows to all."""


@dataclass(frozen=True, slots=True)
class PriceList:
    """
    Prices of one channel under one name, for everyone, for a group of customers, for a company or in one store.

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
    store: str = ""

    @property
    def for_everyone(self) -> bool:
        """Whether anybody pays its prices, anywhere."""
        return self.customer_group is None and self.company_id is None and not self.store

    @property
    def for_some_buyers(self) -> bool:
        """Whether it matters who buys."""
        return self.customer_group is not None or self.company_id is not None

    def is_for(self, buyer: BuyingAs) -> bool:
        """Return whether a buyer pays its prices."""
        if self.company_id is not None:
            return self.company_id == buyer.company_id
        if self.store:
            return self.store == buyer.store
        return self.customer_group is None or self.customer_group == buyer.customer_group

    @property
    def precedence(self) -> tuple[int, int, str]:
        """Where it is asked: a company's lists, then a group's, a store's, everyone's; small comes first."""
        narrowing = (self.company_id is not None, self.customer_group is not None, bool(self.store))
        audience = narrowing.index(True) if any(narrowing) else len(narrowing)
        return audience, -self.priority, self.code
