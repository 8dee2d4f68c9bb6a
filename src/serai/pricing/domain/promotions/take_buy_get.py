"""Buy so many, get so many more for less."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from serai.pricing.domain.promotions.benefits import BuyGet, Percent
from serai.pricing.domain.promotions.left import Left, Pieces
from serai.pricing.domain.promotions.reduce import off_each, percent_of


@dataclass(frozen=True, slots=True)
class Pools:
    """Stretches with unused units: those only to buy, only to get, and those that may be either."""

    buy: list[int]
    get: list[int]
    both: list[int]

    @classmethod
    def of(cls, buy_lines: Sequence[int], get_lines: Sequence[int], left: Left) -> "Pools":
        """Sort out the unused units of the lines."""
        buys, gets = set(buy_lines), set(get_lines)
        return cls(
            left.unused(line for line in buy_lines if line not in gets),
            left.unused(line for line in get_lines if line not in buys),
            left.unused(line for line in buy_lines if line in gets),
        )


def take_buy_get(
    benefit: BuyGet, buy_lines: Sequence[int], get_lines: Sequence[int], left: Left
) -> tuple[Pieces, int]:
    """
    Return what comes off, and how many units are missing to the first set (0 when there is one).

    Sets are made while they give another unit. The dearest are bought, the cheapest are got; the last set
    may give fewer than the others.
    """
    pools = Pools.of(buy_lines, get_lines, left)
    buys, gets, both = (_units(each, left) for each in (pools.buy, pools.get, pools.both))
    sets, got = _sets(benefit, buys, gets, both)
    if not got:
        return [], _missing(benefit, buys, gets, both)
    bought = sets * benefit.buy
    _use(left.dearest_first(pools.buy), min(bought, buys), left)
    _use(left.dearest_first(pools.both), max(bought - buys, 0), left)
    rest = [each for each in (*pools.both, *pools.get) if not left.used[each]]
    stretches = _use(left.cheapest_first(rest), got, left)
    return [(each, _off(benefit, each, left)) for each in stretches], 0


def _sets(benefit: BuyGet, buys: int, gets: int, both: int) -> tuple[int, int]:
    """Return the fewest sets that give most units, and how many they give."""

    def given(sets: int) -> int:
        return min(sets * benefit.get, gets + both - max(0, sets * benefit.buy - buys))

    most = (buys + both) // benefit.buy
    if benefit.most_sets is not None:
        most = min(most, benefit.most_sets)
    low, high = 0, most
    while low < high:  # `given` rises by `get` a set, and then falls
        middle = (low + high + 1) // 2
        if given(middle) > given(middle - 1):
            low = middle
        else:
            high = middle - 1
    return low, max(0, given(low))


def _missing(benefit: BuyGet, buys: int, gets: int, both: int) -> int:
    """Return how many more units the first set needs."""
    bought_of_both = min(both, max(0, benefit.buy - buys))
    to_buy = max(0, benefit.buy - buys - bought_of_both)
    return to_buy + (0 if both - bought_of_both + gets else 1)


def _use(stretches: Iterable[int], units: int, left: Left) -> list[int]:
    """Mark so many units as used by a set, in this order; return their stretches."""
    found = []
    for each in stretches:
        if units == 0:
            break
        taken = min(units, left.units[each])
        part = left.part(each, taken)
        left.used[part] = True
        found.append(part)
        units -= taken
    return found


def _units(stretches: Iterable[int], left: Left) -> int:
    return sum(left.units[each] for each in stretches)


def _off(benefit: BuyGet, stretch: int, left: Left) -> int:
    if isinstance(benefit.off, Percent):
        return percent_of(left.minor[stretch], benefit.off)
    return off_each(left.minor[stretch], left.units[stretch], benefit.off)
