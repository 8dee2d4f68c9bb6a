"""What a learning policy knows: sums, in which the order of learning does not matter."""

from dataclasses import dataclass, field
from typing import Self

import msgspec
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class _Packed(msgspec.Struct):
    items: list[str]
    shown: bytes
    rewarded: bytes
    width: int = 0
    inverse: bytes = b""
    moment: bytes = b""


@dataclass(frozen=True, slots=True)
class Linear:
    """
    Sums for a line over features per item.

    Attributes:
        inverse: (n, d, d) array, the inverse of ridge I + sum of x x' over exposures.
        moment: (n, d) array, sum of reward x.
    """

    inverse: Floats
    moment: Floats


@dataclass(frozen=True, slots=True)
class Learnt:
    """
    How often each item was shown, and what it brought in all.

    Attributes:
        items: names, in the order of the arrays.
        shown: (n,) array, exposures.
        rewarded: (n,) array, sum of rewards.
        linear: more sums, for policies that use features.
    """

    items: tuple[str, ...] = ()
    shown: Floats = field(default_factory=lambda: np.zeros(0))
    rewarded: Floats = field(default_factory=lambda: np.zeros(0))
    linear: Linear | None = None

    def index(self) -> dict[str, int]:
        """Return where each item stands in the arrays."""
        return {item: place for place, item in enumerate(self.items)}

    def with_counts(self, shown: dict[str, float], rewarded: dict[str, float]) -> Self:
        """Return the sums with more exposures and rewards added; unknown items come to the end."""
        index = self.index()
        fresh = [item for item in dict.fromkeys([*shown, *rewarded]) if item not in index]
        items = (*self.items, *fresh)
        return type(self)(
            items,
            _added(self.shown, items, shown),
            _added(self.rewarded, items, rewarded),
            self.linear,
        )

    def packed(self) -> bytes:
        """Return the sums as bytes."""
        linear = self.linear
        return msgspec.msgpack.encode(
            _Packed(
                items=list(self.items),
                shown=self.shown.tobytes(),
                rewarded=self.rewarded.tobytes(),
                width=linear.moment.shape[1] if linear else 0,
                inverse=linear.inverse.tobytes() if linear else b"",
                moment=linear.moment.tobytes() if linear else b"",
            )
        )

    @classmethod
    def unpacked(cls, packed: bytes) -> Self:
        """Return the sums that `packed` made bytes of."""
        told = msgspec.msgpack.decode(packed, type=_Packed)
        linear = None
        if told.width:
            d = told.width
            linear = Linear(
                np.frombuffer(told.inverse).reshape(-1, d, d),
                np.frombuffer(told.moment).reshape(-1, d),
            )
        return cls(
            tuple(told.items), np.frombuffer(told.shown), np.frombuffer(told.rewarded), linear
        )


def _added(sums: Floats, items: tuple[str, ...], more: dict[str, float]) -> Floats:
    longer = np.zeros(len(items))
    longer[: sums.size] = sums
    for place, item in enumerate(items):
        longer[place] += more.get(item, 0.0)
    return longer
