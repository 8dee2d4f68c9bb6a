"""What shoppers mean: learnt from how they word a search anew that found nothing."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TypeVar

W = TypeVar("W", bound=Hashable)
_MOST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Meant:
    """
    A phrase and what it was replaced with.

    Attributes:
        phrase, meaning: as given.
        times: how often the phrase was replaced with the meaning.
        of: how often the phrase was replaced at all.
        chance: lower end of Wilson's 90 % interval of times / of, 0 to 1.
        lift: how many times more often than after any phrase, >= 0.
    """

    phrase: Hashable
    meaning: Hashable
    times: int
    of: int
    chance: float
    lift: float


def replaced(before: Sequence[W], after: Sequence[W]) -> tuple[tuple[W, ...], tuple[W, ...]] | None:
    """
    Return the stretch of words that was replaced and what it was replaced with; `None` for another search.

    The words around it must be the same. Words that were only left out or added replace nothing, nor does a
    stretch of more than three words.

    Example:
        >>> replaced(["diet", "pop", "cans"], ["diet", "soft", "drink", "cans"])
        (('pop',), ('soft', 'drink'))
        >>> replaced(["diet", "pop"], ["pop"]) is None
        True
    """
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    old, new = tuple(before[start : len(before) - end]), tuple(after[start : len(after) - end])
    if not old or not new or max(len(old), len(new)) > _MOST_WORDS:
        return None
    return old, new


def meanings(
    pairs: Iterable[tuple[Hashable, Hashable, int]],
    *,
    least_times: int = 5,
    least_chance: float = 0.15,
    least_lift: float = 3.0,
) -> list[Meant]:
    """
    Return what phrases mean, by what they were replaced with, the surest first.

    Args:
        pairs: phrase, what it was replaced with, and how often; the same pair may come again.
        least_times: a pair seen more seldom is left out.
        least_chance: so is one whose chance is smaller, 0 to 1.
        least_lift: and one that is hardly more frequent than after any phrase: shoppers go on to milk
            after whatever they looked for.

    Notes:
        Time O(pairs). Interval: Wilson (1927), z = 1.645. Lift as in association rules.

    Example:
        >>> seen = [("pop", "soda", 8), ("pop", "milk", 2), ("nappy", "diaper", 9), ("nappy", "milk", 6)]
        >>> [(each.phrase, each.meaning, round(each.chance, 2)) for each in meanings(seen, least_lift=1.5)]
        [('pop', 'soda', 0.54), ('nappy', 'diaper', 0.39)]
    """
    times: Counter[tuple[Hashable, Hashable]] = Counter()
    for phrase, meaning, count in pairs:
        times[phrase, meaning] += count
    of: dict[Hashable, int] = defaultdict(int)
    into: dict[Hashable, int] = defaultdict(int)
    for (phrase, meaning), count in times.items():
        of[phrase] += count
        into[meaning] += count
    total = sum(of.values())
    found = [
        Meant(
            phrase,
            meaning,
            count,
            of[phrase],
            _at_least(count, of[phrase]),
            count * total / (of[phrase] * into[meaning]),
        )
        for (phrase, meaning), count in times.items()
        if count >= least_times
    ]
    kept = [each for each in found if each.chance >= least_chance and each.lift >= least_lift]
    return sorted(kept, key=lambda each: (-each.chance, str(each.phrase), str(each.meaning)))


def _at_least(times: int, of: int, z: float = 1.645) -> float:
    share = times / of
    middle = share + z * z / (2 * of)
    wide = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return (middle - wide) / (1 + z * z / of)
