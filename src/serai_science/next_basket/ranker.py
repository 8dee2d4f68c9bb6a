"""A learned order of candidates: how likely each is to be in the next basket."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from xgboost import Booster, QuantileDMatrix, train

from serai_science.next_basket.describe import FEATURES, describe
from serai_science.next_basket.log import before, first_baskets

WEEKS_BACK = (1, 2, 4, 6, 8, 10)
"""How many weeks before the present the moments lie that are learned from."""
_WINDOW = 28.0
_SEEDS = (7, 11)
_ROUNDS = 150
_UNKNOWN = -1.0
"""What is not known, for the trees: nothing that may be unknown is below nought."""
_READING = {"unknown": str(_UNKNOWN)}
"""What is written into the trees: they are of no use to a release that reads features otherwise."""
_TREES = {
    "objective": "binary:logistic",
    "tree_method": "hist",
    "max_depth": 6,
    "eta": 0.05,
    "min_child_weight": 10,
    "reg_lambda": 10,
    "colsample_bynode": 0.5,
    "subsample": 0.8,
    "nthread": 1,
}


class NothingToLearn(ValueError):
    """Nobody came back within the weeks that are learned from."""

    def __init__(self) -> None:
        super().__init__("Nobody came back lately: there is no next basket to learn from.")


@dataclass(frozen=True, slots=True)
class NextBasketRanker:
    """Gradient-boosted trees on `FEATURES`; several seeds, averaged."""

    trees: tuple[Booster, ...]

    def score(self, described: pl.DataFrame) -> NDArray[np.float64]:
        """Return the mean log-odds that each described pair is in the customer's next basket; (n,) array."""
        features = as_matrix(described)
        mean: NDArray[np.float64] = np.mean(
            [each.inplace_predict(features, predict_type="margin") for each in self.trees],
            axis=0,
            dtype=np.float64,
        )
        return mean


def packed(ranker: NextBasketRanker) -> list[bytes]:
    """Return the trees as bytes, one block per seed."""
    return [bytes(each.save_raw("ubj")) for each in ranker.trees]


def unpacked(blocks: Sequence[bytes]) -> NextBasketRanker:
    """
    Return the ranker of `packed` blocks.

    Raises:
        ValueError: it was trained on other features than are described now, or on ones that were read otherwise.
    """
    trees = tuple(Booster({"nthread": 1}, model_file=bytearray(block)) for block in blocks)
    if any(each.num_features() != len(FEATURES) or each.attributes() != _READING for each in trees):
        raise ValueError("The trees know other features.")
    return NextBasketRanker(trees)


def learn(log: pl.DataFrame, *, now: float, offers: pl.DataFrame | None = None) -> NextBasketRanker:
    """
    Learn from what customers bought next after several moments of the past.

    After each moment the first basket of every customer within four weeks, and before `now`, is the truth.
    The latest moments have the shortest windows; they teach what is bought these days. A pair weighs 1 / √(products
    of the basket), so that who buys little at a time is not outvoted by who fills a trolley.

    Args:
        log: purchases before `now`, as `as_log` returns them.
        now: the present, days.
        offers: what is advertised and when, as `as_offers` returns it; `None` where nobody knows.

    Raises:
        NothingToLearn: nobody came back within the ten weeks.

    Notes:
        Deterministic. On 1.4 million lines about a minute and a half of one core.
        Source: Chen & Guestrin (2016), "XGBoost", KDD; trees of six levels.
    """
    examples = [
        each for weeks in WEEKS_BACK if len(each := _examples(log, offers, now=now, weeks=weeks))
    ]
    if not examples:
        raise NothingToLearn
    known = pl.concat(examples)
    weight = known["weight"].to_numpy()
    pairs = QuantileDMatrix(
        as_matrix(known), known["bought"].to_numpy(), weight=weight / weight.mean(), nthread=1
    )
    return NextBasketRanker(tuple(_grown(pairs, seed) for seed in _SEEDS))


def _grown(pairs: QuantileDMatrix, seed: int) -> Booster:
    trees = train({**_TREES, "seed": seed}, pairs, _ROUNDS)
    trees.set_attr(**_READING)
    return trees


def _examples(
    log: pl.DataFrame, offers: pl.DataFrame | None, *, now: float, weeks: int
) -> pl.DataFrame:
    moment = now - 7 * weeks
    bought = first_baskets(log, moment, min(moment + _WINDOW, now))
    past = before(log, moment)
    if bought.is_empty() or past.is_empty():
        return pl.DataFrame()
    described = describe(past, now=moment, offers=offers)
    truth = bought.with_columns(pl.lit(1, pl.Int8).alias("bought"))
    weights = bought.group_by("customer").agg((1 / pl.len().sqrt()).alias("weight"))
    labelled = described.join(weights, on="customer").join(
        truth, on=["customer", "product"], how="left"
    )
    met = labelled.with_columns(pl.col("bought").fill_null(0)).filter(
        pl.col("bought").max().over("customer") > 0
    )
    return met.sort("customer", "product")


def as_matrix(described: pl.DataFrame) -> NDArray[np.float32]:
    """
    Return the features as numbers, (n, features).

    What is not known is -1, and so is what follows from a pause of no time at all: trees without gaps in what
    they read are walked three times as fast.
    """
    features = described.select(pl.col(FEATURES).cast(pl.Float32)).to_numpy(writable=True)
    features[~np.isfinite(features)] = _UNKNOWN
    return features
