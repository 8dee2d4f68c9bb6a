"""What many shops have in common, learned by moments: what a shop without history begins with."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from serai_science.forecast.first_weeks import General

Numbers = NDArray[np.float64]
Codes = NDArray[np.int64]
_LEAST = 0.01
GENERAL = General(rate=0.108, shops=1.0, kinds=0.37, articles=1.26, lumpiness=0.71, memory=0.9)
"""
What a shop without history begins with.

Source: the demo's year, "The Complete Journey" of dunnhumby, the purchases of 2,469 households in a chain of grocery
stores. Learned by `serai evaluate first-weeks` from the 500 articles of every second group of six stores in weeks 30
to 37; the memory was chosen on weeks up to 46. Its rate is that of a few households and of one trade, which is why
`shops` is wide and the first weeks of a shop outweigh it at once.
"""


def learn_general(
    shops: Sequence[tuple[Numbers, Codes]], *, places: int = 1, memory: float = 1.0
) -> General:
    """
    Learn what articles of shops sell, and how far shops, kinds and articles are apart.

    Args:
        shops: of each, (S, T) units a week of its articles, T >= 2, and (S,) their kinds, numbered from 0.
        places: how many locations each shop has, >= 1.
        memory: see `General`; not learned here.

    Returns:
        The spreads by moments: what is seen between parts, less what chance alone puts between them.

    Raises:
        ValueError: fewer than two shops have sold anything.

    Notes:
        Every shop counts alike for the rate; for the rest, what sells more. Kinds of a single article tell nothing.
    """
    levels = np.array([sold.mean() for sold, _ in shops if sold.any()])
    if levels.size < 2:
        raise ValueError("Two shops at least must have sold something.")
    excess, squares = 0.0, 0.0
    for sold, _ in shops:
        mean = sold.mean(axis=1)
        varies = sold.var(axis=1, ddof=1)
        excess += float((varies - mean).sum())
        squares += float((mean**2 - varies / sold.shape[1]).sum())
    lumpiness = max(excess / max(squares, 1e-9), 0.0)
    apart = np.sum([_apart(*shop, lumpiness) for shop in shops], axis=0)
    kinds, articles = _share(apart[2], apart[3]), _share(apart[0], apart[1])
    parts = float(np.mean([_of_parts(kind, kinds, articles) for _, kind in shops]))
    seen = float(levels.var(ddof=1) / levels.mean() ** 2)
    return General(
        rate=float(levels.mean()) / places,
        shops=_share(seen - parts, 1 + parts),
        kinds=kinds,
        articles=articles,
        lumpiness=lumpiness,
        memory=memory,
    )


def _of_parts(kind: Codes, kinds: float, articles: float) -> float:
    """Return how far the means of equal shops are apart by which kinds and articles they happen to have."""
    among = np.bincount(kind) / kind.size
    return float((among**2).sum()) * kinds + (1 + kinds) * articles / kind.size


def _share(apart: float, square: float) -> float:
    return max(float(apart / max(square, 1e-9)), _LEAST)


def _apart(sold: Numbers, kind: Codes, lumpiness: float) -> tuple[float, float, float, float]:
    """Return the spread of a shop's articles and their squared level, then those of its kinds, times their number."""
    mean, weeks = sold.mean(axis=1), sold.shape[1]
    count = np.bincount(kind)
    big = count > 1
    if big.sum() < 2:
        return 0.0, 0.0, 0.0, 0.0
    several = big[kind]
    average = np.bincount(kind, mean) / np.maximum(count, 1)
    noise = (mean + lumpiness * mean**2) / (weeks + lumpiness)
    around = (mean - average[kind]) ** 2
    inside = np.bincount(kind, around)[big] / (count[big] - 1)
    articles = (count[big] - 1) @ inside / (count[big] - 1).sum() - noise[several].mean()
    kinds = average[big].var(ddof=1) - (inside / count[big]).mean()
    size = float(several.sum())
    return (
        size * articles,
        size * float(count[big] @ (average[big] ** 2 - inside / count[big]) / size),
        size * kinds,
        size * float(average[big].mean() ** 2 - average[big].var(ddof=1) / big.sum()),
    )
