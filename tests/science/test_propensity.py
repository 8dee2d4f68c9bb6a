"""Who uses an offer: nothing of its own time is known before, and habits are found."""

import numpy as np
import polars as pl
import pytest

from serai_science.auc import auc
from serai_science.propensity.describe import FEATURES, Past, describe_offer
from serai_science.propensity.redemption import NobodyRedeemed, learn_redemption, used_by


def a_past(*, people=300, offers=8, seed=1):
    """A fifth of the people love coupons: they use one in two, the others one in fifty."""
    rng = np.random.default_rng(seed)
    lovers = rng.random(people) < 0.2
    lines, redeemed, basket = [], [], 0
    for person in range(people):
        for day in range(int(rng.integers(0, 7)), 30 * offers, 7):
            basket += 1
            off = 0.5 if rng.random() < (0.3 if lovers[person] else 0.01) else 0.0
            lines.append((person, basket, int(rng.integers(0, 20)), day, 5.0, 0.0, off))
    starts = [30 * number + 30 for number in range(offers)]
    for offer, start in enumerate(starts):
        chances = np.where(lovers, 0.5, 0.02)
        redeemed += [
            (int(person), offer, start + 5)
            for person in np.flatnonzero(rng.random(people) < chances)
        ]
    return Past(
        pl.DataFrame(
            lines,
            schema=["customer", "basket", "product", "day", "amount", "discount", "coupon"],
            orient="row",
        ),
        pl.DataFrame(
            [(offer, "AB"[offer % 2], start, start + 28) for offer, start in enumerate(starts)],
            schema=["offer", "kind", "start", "end"],
            orient="row",
        ),
        pl.DataFrame(
            [(person, offer) for offer in range(offers) for person in range(people)],
            schema=["customer", "offer"],
            orient="row",
        ),
        pl.DataFrame(
            [(offer, 10 * offer + coupon, coupon) for offer in range(offers) for coupon in (1, 2)],
            schema=["offer", "coupon", "product"],
            orient="row",
        ),
        pl.DataFrame(redeemed, schema=["customer", "offer", "day"], orient="row"),
    )


def test_who_loves_coupons_is_found():
    past = a_past()
    model = learn_redemption(past, [0, 1, 2, 3, 4], start=0)
    described = describe_offer(past, 6, start=0)
    chance = model.chance(described)
    used = used_by(past, described)

    assert auc(used, chance) > 0.8
    assert chance.mean() == pytest.approx(used.mean(), abs=0.05)


def test_nothing_of_an_offers_own_time_is_known():
    past = a_past(people=40)
    before = pl.col("day") < 120
    early = Past(
        past.lines.filter(before),
        past.offers,
        past.sent,
        past.products,
        past.redeemed.filter(before),
    )

    assert describe_offer(past, 3, start=0).equals(describe_offer(early, 3, start=0))


def test_a_customer_who_never_bought_is_described_by_numbers():
    past = a_past(people=5)
    sent = pl.concat([past.sent, pl.DataFrame({"customer": [99], "offer": [0]})])
    known = describe_offer(
        Past(past.lines, past.offers, sent, past.products, past.redeemed), 0, start=0
    )
    stranger = known.filter(pl.col("customer") == 99)

    assert stranger["trips_all"].item() == 0
    assert stranger["since"].item() == 366
    assert np.isfinite(known.select(FEATURES).to_numpy()).all()


def test_where_nobody_used_an_offer_nothing_is_learned():
    past = a_past(people=20)
    nobody = Past(past.lines, past.offers, past.sent, past.products, past.redeemed.clear())

    with pytest.raises(NobodyRedeemed):
        learn_redemption(nobody, [0, 1], start=0)
