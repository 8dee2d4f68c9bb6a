"""Why a product is expected: the families cover what is known, and a habit speaks for itself."""

import numpy as np
import polars as pl

from serai.discovery.domain.foreseeing import WHY
from serai_science.next_basket.describe import FEATURES, describe
from serai_science.next_basket.log import as_log, before
from serai_science.next_basket.ranker import learn
from serai_science.next_basket.reasons import FAMILIES, strongest_reasons

OF_THE_CUSTOMER_ALONE = {"trips", "size", "size_lately", "gap_of_trips", "gap_lately"}


def test_every_feature_belongs_to_one_family_or_to_the_customer_alone():
    told = [name for names in FAMILIES.values() for name in names]

    assert len(told) == len(set(told))
    assert set(told) | OF_THE_CUSTOMER_ALONE == set(FEATURES)


def test_the_shop_knows_every_family_by_its_place():
    assert tuple(FAMILIES) == WHY


def test_what_is_bought_each_time_is_expected_out_of_habit():
    rng = np.random.default_rng(3)
    rows = [
        (person, 100 * person + trip, product, 7.0 * trip)
        for person in range(60)
        for trip in range(20)
        for product in {1, *rng.integers(10, 400, size=5).tolist()}
    ]
    log = as_log(pl.DataFrame(rows, ["customer", "basket", "product", "day"], orient="row"))
    past = before(log, 126.0)
    ranker, known = learn(past, now=126.0), describe(past, now=126.0)

    why = strongest_reasons(ranker, known)

    always = why[(known["product"] == 1).to_numpy()]
    assert why.shape == (len(known), 3)
    assert (always[:, 0] == WHY.index("habit")).mean() > 0.5
