"""The model of the next basket: trained from orders, kept with its card, used by the next generation."""

from uuid import UUID

import numpy as np
import pytest
from factories.catalog import a_product
from factories.discovery import some_purchases
from factories.inventory import a_location, stocked
from factories.pricing import priced

from serai.discovery.ports import Purchases
from serai.discovery.queries.shelves.current import forget_shelves, snapshot_now
from serai.discovery.usecases.learn_and_arrange import learn_and_arrange
from serai.discovery.usecases.reindex import reindex
from serai.discovery.usecases.training.kept_ranker import MODEL
from serai.discovery.usecases.training.publish_next_basket import publish_next_basket
from serai.kernel.clock import now
from serai.plumbing.model_registry import in_use, known_trainings
from serai_science.next_basket import ranker as trees

LONG_AGO = now().replace(year=2024)
TODAY, PEOPLE, PRODUCTS = 20_000, 30, 24
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("shop")]


@pytest.fixture
def town(history) -> list[UUID]:
    """Sell two dozen products to thirty people: each has two habits, and buys some odd thing."""
    variants = []
    for number in range(PRODUCTS):
        made = a_product(f"P{number}", name=f"Product {number}", category="milk")
        [variant] = made.variants
        priced(variant.id, "2.00", now=LONG_AGO)
        stocked(variant.id, a_location(), 9)
        variants.append(variant.id)
    people = [UUID(int=(person + 1) << 100) for person in range(PEOPLE)]
    history.made = _year(people, variants)
    reindex()
    return people


def test_a_model_is_published_with_its_card_and_foresees_the_next_generation(town: list[UUID]):
    assert snapshot_now("web").training.foreseen.shape[1] == 0

    published = publish_next_basket("web", now=now())
    learn_and_arrange("web")
    forget_shelves()

    assert published is not None
    assert not published.refused_because
    assert published.card.figure.name == "NDCG@10"
    assert published.card.settings == {"customers": PEOPLE, "offers": 0}
    training = snapshot_now("web").training
    assert training.foreseen.shape == (PEOPLE, 60)
    own = training.foreseen[training.customer_row(town[0].bytes)]
    assert (own >= 0).any()
    assert training.foreseen_why.shape == (PEOPLE, 60, 3)


def test_a_model_of_another_release_is_not_used(town: list[UUID], monkeypatch):
    publish_next_basket("web", now=now())
    monkeypatch.setattr(trees, "FEATURES", ["one"])

    learn_and_arrange("web")
    forget_shelves()

    assert snapshot_now("web").training.foreseen.shape[1] == 0


def test_a_shop_without_purchases_publishes_nothing():
    reindex()

    assert publish_next_basket("web", now=now()) is None
    assert in_use(MODEL) is None


def test_training_is_known_by_its_name():
    assert MODEL in {each.name for each in known_trainings()}


def _year(people: list[UUID], variants: list[UUID]) -> Purchases:
    rng = np.random.default_rng(1)
    rows = [
        (person, 1000 * person + trip, product, TODAY - 6 * trip - person % 6)
        for person in range(PEOPLE)
        for trip in range(25)
        for product in {person % PRODUCTS, (person + 1) % PRODUCTS, int(rng.integers(PRODUCTS))}
    ]
    return some_purchases(rows, customers=people, variants=variants)
