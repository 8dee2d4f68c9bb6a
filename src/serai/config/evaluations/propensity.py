"""Who redeems a coupon, learned from the demo's earlier campaigns; and who buys from which category."""

from collections.abc import Iterator
from pathlib import Path
from time import process_time

import numpy as np
import polars as pl
from numpy.typing import NDArray

from serai.config.complete_journey.source import table
from serai.config.evaluations._category_propensity import categories_of_people
from serai.config.measurement import Measurement
from serai.config.plot import by_tenths
from serai_science.auc import auc, calibration, log_loss
from serai_science.propensity.describe import Past, describe_offer
from serai_science.propensity.redemption import learn_redemption, used_by

Numbers = NDArray[np.float64]
TAUGHT = [27, *range(1, 11)]
ASKED = [13, 14, 16, 17, 18, 19]
_PARTS = ("lines", "offers", "sent", "products", "redeemed")


def measure(data: Path) -> Iterator[Measurement]:
    """
    Yield how well those who redeem are told from those who do not, over all campaigns and within each.

    `data` may be a folder with lines, offers, sent, products and redeemed as Parquet (the columns of
    `serai_science.propensity.describe.Past`): the later half of the offers is then the test. See
    `docs/algorithms/propensity.md`.
    """
    own = all((data / f"{part}.parquet").is_file() for part in _PARTS)
    past = (
        Past(*(pl.read_parquet(data / f"{part}.parquet") for part in _PARTS))
        if own
        else demo_offers()
    )
    begun = past.offers.sort("start")["offer"].to_list()
    taught, asked = (begun[: len(begun) // 2], begun[len(begun) // 2 :]) if own else (TAUGHT, ASKED)
    yield from _told_apart(past, taught, asked, bars=not own)
    if not own:
        yield from categories_of_people()


def _told_apart(
    past: Past, taught: list[int], asked: list[int], *, bars: bool
) -> Iterator[Measurement]:
    clock, start = process_time(), int(past.lines["day"].min())  # type: ignore[arg-type]
    model = learn_redemption(past, taught, start=start)
    described = pl.concat([describe_offer(past, offer, start=start) for offer in asked])
    chance = model.chance(described)
    seconds = process_time() - clock
    used, offer = used_by(past, described), described["offer"].to_numpy()
    simple = described["coupon_lines_all"].to_numpy()
    plain = np.full(used.size, _rate(past, taught))
    note = f"{used.size:,} pairs, {used.mean():.1%} redeemed"
    yield Measurement(
        "AUC, all campaigns", auc(used, chance), "AUC", reference=auc(used, simple),
        bar=0.84 if bars else None, bar_on_value=True,
        note=f"{note}; baseline: coupon lines in past baskets",
    )  # fmt: skip
    yield Measurement(
        "AUC within a campaign, mean", _within(used, chance, offer), "AUC",
        reference=_within(used, simple, offer), bar=0.82 if bars else None, bar_on_value=True,
        note=f"{len(asked)} campaigns",
    )  # fmt: skip
    yield Measurement(
        "log loss", log_loss(used, chance), "nats", reference=log_loss(used, plain),
        bar=0.335 if bars else None, at_most=True, bar_on_value=True,
        note="baseline: the rate of the earlier campaigns",
    )  # fmt: skip
    slope, intercept = calibration(used, np.log(chance / (1 - chance)))
    yield Measurement(
        "calibration, slope", slope, "", reference=1.0, note=f"intercept {intercept:+.2f}",
        plots=(
            by_tenths(
                "chances", "Share that redeemed, by tenths of what was said", chance,
                seen=used, said=chance,
            ),
        ),
    )  # fmt: skip
    yield Measurement("CPU to describe, learn and predict", seconds, "s")


def _within(used: Numbers, score: Numbers, offer: NDArray[np.int64]) -> float:
    found = [
        auc(used[offer == each], score[offer == each])
        for each in np.unique(offer)
        if 0 < used[offer == each].mean() < 1
    ]
    return float(np.mean(found))


def _rate(past: Past, offers: list[int]) -> float:
    sent = past.sent.filter(pl.col("offer").is_in(offers)).unique()
    return float(used_by(past, sent).mean())


def demo_offers() -> Past:
    """Return the demo's year: everything that was paid for, every campaign and every redemption."""
    lines = table("transactions").filter(pl.col("sales_value") > 0)
    return Past(
        lines.select(
            pl.col("household_id").alias("customer"),
            pl.col("basket_id").alias("basket"),
            pl.col("product_id").alias("product"),
            _day("transaction_timestamp").alias("day"),
            pl.col("sales_value").alias("amount"),
            pl.col("retail_disc").alias("discount"),
            (pl.col("coupon_disc") + pl.col("coupon_match_disc")).alias("coupon"),
        ).collect(),
        table("campaign_descriptions")
        .select(
            pl.col("campaign_id").alias("offer"),
            pl.col("campaign_type").alias("kind"),
            _day("start_date").alias("start"),
            _day("end_date").alias("end"),
        )
        .collect(),
        table("campaigns").select(
            pl.col("household_id").alias("customer"), pl.col("campaign_id").alias("offer")
        ).collect(),
        table("coupons").select(
            pl.col("campaign_id").alias("offer"),
            pl.col("coupon_upc").alias("coupon"),
            pl.col("product_id").alias("product"),
        ).collect(),
        table("coupon_redemptions").select(
            pl.col("household_id").alias("customer"),
            pl.col("campaign_id").alias("offer"),
            _day("redemption_date").alias("day"),
        ).collect(),
    )  # fmt: skip


def _day(column: str) -> pl.Expr:
    return pl.col(column).cast(pl.Date).to_physical().cast(pl.Int64)
