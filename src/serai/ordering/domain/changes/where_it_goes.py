"""Where the money goes that a document takes off an order."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Means:
    """One payment: what of it is still to come (set aside, or waited for), and what can go back of it."""

    to_come: int
    refundable: int


@dataclass(frozen=True, slots=True)
class TakenOff:
    """
    What becomes of an amount, all in minor units; together they are the amount.

    `forgone` and `refunds` are in the order of the payments.
    """

    forgone: tuple[int, ...]
    refunds: tuple[int, ...]
    already_back: int

    @property
    def uncollected(self) -> int:
        """Return what will never be taken."""
        return sum(self.forgone)

    @property
    def refunded(self) -> int:
        """Return what goes back."""
        return sum(self.refunds)


def taken_off(amount_minor: int, means: Sequence[Means]) -> TakenOff:
    """
    Return where an amount goes that an order costs less, given what pays for it in the order of paying.

    What was not taken yet is not taken at all; the rest goes back, each time from what paid last to what
    paid first. What is left then went back before, of the shop's own accord.

        >>> taken_off(700, [Means(0, 500), Means(400, 0)])
        TakenOff(forgone=(0, 400), refunds=(300, 0), already_back=0)
    """
    forgone, left = _from_the_last(amount_minor, [each.to_come for each in means])
    refunds, left = _from_the_last(left, [each.refundable for each in means])
    return TakenOff(forgone, refunds, left)


def _from_the_last(amount: int, there: Sequence[int]) -> tuple[tuple[int, ...], int]:
    parts, left = [0] * len(there), amount
    for place in reversed(range(len(there))):
        parts[place] = max(0, min(left, there[place]))
        left -= parts[place]
    return tuple(parts), left
