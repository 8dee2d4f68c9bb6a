"""What a product earns may move it a little, where a policy says so, and never past its bound."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import numpy as np
import pytest
from decisions.conftest import ITEMS, context
from factories.catalog import NOW, a_channel, a_product
from factories.decisions import a_policy, switched
from factories.discovery import a_document, a_snapshot, measure_of, names_in
from factories.pricing import priced
from hypothesis import given
from hypothesis import strategies as st

from serai.catalog.public import channel
from serai.decisions.domain.exposure_buffer import buffer
from serai.decisions.domain.learnt import Learnt
from serai.decisions.domain.policies.kind import BadPolicy
from serai.decisions.domain.policies.known import kind_of
from serai.decisions.public import Candidates, Mode, Subject
from serai.decisions.queries.running import forget_plans
from serai.discovery.domain.search.margin import MARGIN, margin_factor, margins
from serai.discovery.domain.search.ranking import Standing
from serai.discovery.domain.sorting import Sort
from serai.discovery.domain.training import Training
from serai.discovery.queries.choosing import Chooser
from serai.discovery.queries.lists.asked import asked
from serai.discovery.queries.lists.listing import listing
from serai.discovery.queries.lists.searching import search, searched
from serai.discovery.queries.shelves.current import shelf_of
from serai.discovery.usecases.learn_and_arrange import learn_and_arrange
from serai.discovery.usecases.projection.project_products import project_products
from serai.pricing.public import CostRow, set_unit_costs

LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)
TEAS = [a_document(n, f"Green tea {n}", price=200) for n in (1, 2, 3)]
FACTS = [each.facts for each in TEAS if each.facts is not None]


def _variant(place: int) -> UUID:
    return UUID(bytes=FACTS[place].variants[0])


def taught(margin: list[float]) -> Training:
    ids = np.array([each.product_id.bytes for each in TEAS], "S16")
    return replace(
        Training.none(),
        product=ids,
        popularity=np.zeros(3, np.float32),
        margin=np.array(margin, np.float32),
    )


def test_a_margin_is_what_the_price_leaves_and_who_says_nothing_is_in_the_middle():
    costs = {_variant(0): Decimal(150), _variant(1): Decimal("250.5")}

    assert margins(FACTS, costs).tolist() == [0.25, 0.0, 0.125]
    assert margins(FACTS, {}).size == 0


def test_a_product_without_a_price_or_given_away_is_no_mine_of_gold():
    free = [a_document(9, "Sample", price=0).facts]
    costs = {UUID(bytes=each.variants[0]): Decimal(0) for each in (*FACTS, *free) if each}

    assert margins([*FACTS, *(each for each in free if each)], costs).tolist() == [1, 1, 1, 1]


def test_the_factor_is_bounded_and_what_came_since_is_in_the_middle():
    newcomer = a_document(7, "Green tea 7")
    snapshot = a_snapshot([*TEAS, newcomer], training=taught([0.0, 1.0, 0.5]))

    factor = margin_factor(snapshot, [0, 1, 2, 3])

    assert factor is not None
    assert factor.tolist() == pytest.approx([1, 1 + MARGIN, 1 + MARGIN / 2, 1 + MARGIN / 2])
    assert margin_factor(a_snapshot(TEAS), [0, 1]) is None


pages = st.lists(
    st.tuples(
        st.floats(0.0001, 9000),
        st.integers(-1, 3),
        st.floats(0, 1),
        st.sampled_from([1.0, 1.1, 1.25]),
    ),
    min_size=2,
    max_size=12,
)


@given(page=pages, weight=st.floats(0, 1))
def test_margin_moves_nothing_past_a_tier_nor_past_its_bound(page, weight):
    score, tier, margin, habits = (
        np.array(column, np.float64) for column in zip(*page, strict=True)
    )
    standing = Standing(score, tier)
    before = standing.times(habits)
    gain = standing.times(habits * (1 + MARGIN * margin)) - before
    candidates = Candidates(list(map(str, range(len(page)))), before, gains=lambda aim: gain)

    order = _ranked(candidates, margin=weight)

    assert (np.diff(tier[order]) >= 0).all()
    own = np.minimum(score * habits, 9999)
    for place, ahead in enumerate(order):
        for behind in order[place + 1 :]:
            if tier[ahead] == tier[behind]:
                assert own[ahead] * (1 + MARGIN) >= own[behind] * (1 - 1e-9) - 1e-6


def test_nothing_moves_unless_the_policy_says_so():
    scores = np.array([3.0, 2.9, 2.0])
    gain = np.array([0.0, 0.29, 0.2])
    asked_for: list[str] = []

    def gains(aim: str):
        asked_for.append(aim)
        return gain

    candidates = Candidates(ITEMS[:3], scores, gains=gains)

    assert _ranked(candidates) == [0, 1, 2]
    assert asked_for == []
    assert _ranked(candidates, margin=0.2) == [0, 1, 2]
    assert _ranked(candidates, margin=1.0) == [1, 0, 2]
    assert _ranked(Candidates(ITEMS[:3], scores), margin=1.0) == [0, 1, 2]


def test_policies_of_an_earlier_release_weigh_no_margin():
    ranker = kind_of("score").build({"epsilon": 0.0}, Learnt())

    assert ranker.rank(Candidates(ITEMS[:2], np.array([1.0, 2.0])), context()).order.tolist() == [
        1,
        0,
    ]


def test_equal_words_are_told_apart_by_what_they_earn():
    snapshot = a_snapshot(TEAS, training=taught([0.0, 0.2, 0.9]))
    wanted = asked([], snapshot.tables, usual=Sort.RELEVANCE)
    listed = searched(snapshot, "green tea", wanted, measure_of)
    standing, factor = listed.standing, margin_factor(snapshot, listed.page.ordinals)
    assert standing is not None
    assert factor is not None

    order = np.argsort(-standing.times(factor), kind="stable")

    assert [listed.page.ordinals[place] for place in order] == [2, 1, 0]


@pytest.mark.usefixtures("shop")
def test_training_reads_what_goods_cost():
    dear, cheap = a_product("dear", category="milk"), a_product("cheap", category="milk")
    for each in (dear, cheap):
        priced(each.variants[0].id, "2.00", now=LONG_AGO)
    currency = channel("web").currency
    project_products([dear.id, cheap.id], now=NOW)
    skus = [each.variants[0].sku for each in (dear, cheap)]
    set_unit_costs(
        [
            CostRow(sku=skus[0], cost=Decimal("1.50"), currency=currency),
            CostRow(sku=skus[1], cost=Decimal("0.50"), currency=currency),
        ],
        source="test",
        now=LONG_AGO,
    )

    learn_and_arrange("web")

    shelf = shelf_of("web")
    shelf.refresh()
    training = shelf.snapshot.training
    by_id = dict(zip(training.product.tolist(), training.margin.tolist(), strict=True))
    assert by_id == {dear.id.bytes: 0.25, cheap.id.bytes: 0.75}


@pytest.fixture
def ann(db: None) -> Iterator[Chooser]:
    """Return what chooses for a visitor, with nothing known of slots before and after."""
    a_channel()
    forget_plans()
    yield Chooser(Subject("visitor", "a-visitor-called-ann"), context())
    buffer.take(10_000)
    forget_plans()


@pytest.mark.parametrize("slot", ["search.ranking", "listing.ranking"])
@pytest.mark.parametrize(
    ("mode", "weight", "first"),
    [(Mode.OFF, 1.0, 1), (Mode.SHADOW, 1.0, 1), (Mode.ON, 0.0, 1), (Mode.ON, 1.0, 3)],
)
def test_the_slot_says_whether_margin_counts(
    ann: Chooser, slot: str, mode: Mode, weight: float, first: int
):
    snapshot = a_snapshot(TEAS, training=taught([0.0, 0.2, 0.9]))
    switched(mode, a_policy("by-margin", margin=weight), slot=slot)

    if slot == "search.ranking":
        shown = names_in(search(snapshot, "green tea", [], measure_of, chooser=ann))
    else:
        shown = names_in(listing(snapshot, [], chooser=ann))

    assert shown[0] == f"Green tea {first}"
    assert sorted(shown) == ["Green tea 1", "Green tea 2", "Green tea 3"]


@pytest.mark.parametrize("weight", [-0.1, 1.1, True, "much"])
def test_a_weight_out_of_bounds_is_refused(weight: object):
    with pytest.raises(BadPolicy):
        kind_of("score").checked({"margin": weight})


def _ranked(candidates: Candidates, **parameters: float) -> list[int]:
    kind = kind_of("score")
    ranker = kind.build(kind.checked(parameters), Learnt())
    return ranker.rank(candidates, context()).order.tolist()
