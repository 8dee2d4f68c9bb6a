"""What a customer buys anyway comes a little earlier, in searches and lists alike, where decisions are on."""

from dataclasses import replace
from uuid import UUID

import numpy as np
import pytest
from factories.discovery import a_document, a_snapshot, measure_of

from serai.discovery.domain.search.personal import PERSONAL, personal_factor
from serai.discovery.domain.search.ranking import Standing
from serai.discovery.domain.snapshot import Snapshot
from serai.discovery.domain.sorting import Sort
from serai.discovery.domain.training import Training
from serai.discovery.queries.lists.asked import asked
from serai.discovery.queries.lists.searching import searched

ANN = UUID(int=7 << 100)
SHOP = [a_document(n, f"Whole milk {n}") for n in (1, 2, 3)]


@pytest.fixture
def shop() -> Snapshot:
    ids = np.array([each.product_id.bytes for each in SHOP], "S16")
    training = replace(
        Training.none(),
        product=ids,
        popularity=np.zeros(3, np.float32),
        customer=np.array([ANN.bytes], "S16"),
        usual=np.array([[2, 1, -1]], np.int32),
    )
    return a_snapshot(SHOP, training=training)


def test_what_is_bought_most_counts_a_quarter_more_and_nothing_counts_more(shop: Snapshot):
    assert personal_factor(shop, ANN, [0, 1, 2]).tolist() == [1, 1 + PERSONAL / 2, 1 + PERSONAL]
    assert personal_factor(shop, UUID(int=1), [0, 1, 2]).tolist() == [1, 1, 1]


def test_habits_never_lift_a_product_over_one_that_has_all_words():
    standing = Standing(np.array([0.1, 9000.0]), np.array([0.0, 1.0]))

    first, second = standing.times(np.array([1.0, 1 + PERSONAL]))

    assert first > second


def test_a_page_says_how_its_cards_stand(shop: Snapshot):
    wanted = asked([], shop.tables, usual=Sort.RELEVANCE)

    standing = searched(shop, "whole milk", wanted, measure_of).standing

    assert standing is not None
    assert (np.diff(standing.times(np.ones(3))) <= 0).all()
    assert standing.tier.tolist() == [0, 0, 0]
