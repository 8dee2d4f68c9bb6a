"""What to order now: up to a level, in whole packs, within minimums, shelf life and room."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Terms:
    """
    How an article may be ordered: arrays of one shape, or single numbers for all.

    Attributes:
        pack: units of a pack, >= 1.
        minimum: least units of an order, 0 for none.
        room: most units that fit, infinite where nobody knows.
    """

    pack: Numbers | float = 1.0
    minimum: Numbers | float = 0.0
    room: Numbers | float = np.inf


@dataclass(frozen=True, slots=True)
class Order:
    """
    What is ordered, and what bound it: arrays of one shape, units.

    Attributes:
        units: what to order.
        wished: before packs, minimums, shelf life and room.
        by_pack: what whole packs and the least order added or took.
        by_life: what the shelf life took.
        by_room: what the room took.
    """

    units: Numbers
    wished: Numbers
    by_pack: Numbers
    by_life: Numbers
    by_room: Numbers


def order(
    position: Numbers,
    *,
    reorder_point: Numbers,
    up_to: Numbers,
    terms: Terms,
    sold_before_expiry: Numbers | float = np.inf,
) -> Order:
    """
    Return what to order of each article.

    Args:
        position: on hand and on order, less what is promised to customers.
        reorder_point: nothing is ordered above it; the level itself where every period is ordered.
        up_to: the level that an order reaches, >= `reorder_point`.
        terms: packs, minimums and room.
        sold_before_expiry: what will surely be sold while it is still good; stock beyond it would be thrown away.

    Notes:
        Packs are rounded to the nearest, so that the level is met on average, but an article that would stand at
        nothing gets a pack at least. What does not fit is cut to whole packs.

    Example:
        >>> made = order(np.array([3.0, 9.0]), reorder_point=np.array([5.0, 5.0]), up_to=np.array([20.0, 20.0]),
        ...              terms=Terms(pack=6.0))
        >>> made.units.tolist(), made.by_pack.tolist()
        ([18.0, 0.0], [1.0, 0.0])
    """
    due = (position <= reorder_point) & (position < up_to)
    wished = np.where(due, up_to - position, 0.0)
    fresh = np.minimum(wished, np.maximum(sold_before_expiry - position, 0))
    fitting = np.minimum(fresh, np.maximum(terms.room - position, 0))
    packs = np.floor(fitting / terms.pack + 0.5)
    empty = (packs == 0) & (fitting > 0) & (position <= 0)
    packs = np.where(empty, 1.0, packs)
    units = packs * terms.pack
    least = np.ceil(np.asarray(terms.minimum) / terms.pack) * terms.pack
    units = np.where(units > 0, np.maximum(units, least), 0.0)
    over = units > np.maximum(terms.room - position, 0)
    room = np.where(np.isfinite(terms.room), terms.room, position)
    fits = np.floor(np.maximum(room - position, 0) / terms.pack) * terms.pack
    units = np.where(over, np.where(fits >= least, fits, 0.0), units)
    return Order(units, wished, units - fitting, wished - fresh, fresh - fitting)
