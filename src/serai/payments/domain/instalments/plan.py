"""What was agreed, and how each part of it stands."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from serai.kernel.money import Money
from serai.payments.domain.instalments.instalment_state import (
    INSTALMENT_STATES,
    InstalmentAction,
    InstalmentState,
)
from serai.payments.domain.instalments.terms import Terms

_OPEN = (InstalmentState.DUE, InstalmentState.OVERDUE)


@dataclass(frozen=True, slots=True)
class Part:
    """One instalment: a share of the price of the goods, and of the charge for lending."""

    number: int
    """From 1."""
    due_on: date
    price: Money
    charge: Money
    state: InstalmentState = InstalmentState.DUE

    @property
    def amount(self) -> Money:
        """Return what is to be paid for it."""
        return self.price + self.charge

    @property
    def is_open(self) -> bool:
        """Return whether it is still to be paid."""
        return self.state in _OPEN


@dataclass(frozen=True, slots=True)
class Plan:
    """A total in parts. `returned` and `given_back` grow as goods come back."""

    terms: Terms
    total: Money
    """The price of the goods when it was agreed."""
    parts: tuple[Part, ...]
    returned: Money
    """The price of goods that came back."""
    given_back: Money
    """Of what was paid."""

    @property
    def charge(self) -> Money:
        """Return what lending costs in all, as the plan stands."""
        return self.sum_of(part.charge for part in self.parts)

    @property
    def paid(self) -> Money:
        """Return what was paid so far, charges with it, whether or not some was given back."""
        return self.sum_of(p.amount for p in self.parts if p.state is InstalmentState.PAID)

    @property
    def open(self) -> Money:
        """Return what is still to be paid if it goes on to its end."""
        return self.sum_of(part.amount for part in self.parts if part.is_open)

    def after(self, number: int, action: InstalmentAction) -> "Plan":
        """
        Return the plan after something happened to one part.

        Raises:
            IllegalTransition: that cannot happen to the part any more.
        """
        part = self.parts[number - 1]
        changed = replace(part, state=INSTALMENT_STATES.advance(part.state, action))
        return replace(
            self, parts=tuple(changed if one.number == number else one for one in self.parts)
        )

    def sum_of(self, amounts: Iterable[Money]) -> Money:
        """Return the sum of amounts of the plan; of none, zero."""
        return sum(amounts, Money.zero(self.total.currency))
