"""Which tender pays how much of a total, and which gets how much of a refund."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Means:
    """One thing that can pay: what is in it, and how much of that the shopper wants to use."""

    available_minor: int
    most_minor: int | None = None
    """No more than this; `None`: as much as possible."""


def share_total(total_minor: int, means: Sequence[Means]) -> tuple[int, ...]:
    """
    Return what each of `means` pays, in minor units, in their order; what is left is paid otherwise.

    Each pays as much as it has, as it may, and as is still to be paid; so together never more than the
    total, and none below zero.

        >>> share_total(5000, [Means(2000), Means(9000, most_minor=1000), Means(9000)])
        (2000, 1000, 2000)
    """
    left, shares = max(0, total_minor), []
    for each in means:
        most = each.available_minor if each.most_minor is None else each.most_minor
        share = max(0, min(left, each.available_minor, most))
        shares.append(share)
        left -= share
    return tuple(shares)


def share_refund(amount_minor: int, refundable: Sequence[int]) -> tuple[int, ...]:
    """
    Return how much of a refund goes back to each payment, given in the order in which they paid.

    What paid last is given back first: money from outside (a card, a transfer) comes after the tenders of
    the shop itself, so it returns before gift cards and credit do. No payment gets back more than is left
    of it.

        >>> share_refund(3000, [2000, 1000, 1500])
        (500, 1000, 1500)

    Raises:
        ValueError: more is asked for than is left in all.
    """
    left, shares = amount_minor, [0] * len(refundable)
    for place in reversed(range(len(refundable))):
        shares[place] = max(0, min(left, refundable[place]))
        left -= shares[place]
    if left > 0:
        raise ValueError(f"{left} minor units more than is left.")
    return tuple(shares)
