"""Every kind of policy ranks everything once, and its chances add up."""

from uuid import UUID

import numpy as np
import pytest
from decisions.conftest import ITEMS, context
from hypothesis import given
from hypothesis import strategies as st

from serai.decisions.domain.candidates import Candidates
from serai.decisions.domain.learnt import Learnt
from serai.decisions.domain.policies.kind import BadPolicy
from serai.decisions.domain.policies.known import KINDS, kind_of


def a_tree(field: str, operator: str, value: object) -> dict[str, object]:
    return {"rules": [{"field": field, "operator": operator, "value": value}]}


RULE = {"when": a_tree("brand", "=", "Oak"), "places": 3}
PARAMETERS = {"rules": {"rules": [RULE]}, "linucb": {"features": ["evening"]}}
counts = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 100)), max_size=8)


def a_ranker(kind: str, learnt: Learnt | None = None, **parameters):
    checked = kind_of(kind).checked({**PARAMETERS.get(kind, {}), **parameters})
    return kind_of(kind).build(checked, learnt or Learnt())


def learnt_of(pairs) -> Learnt:
    return Learnt().with_counts(
        {str(item): shown for item, (shown, _) in zip(ITEMS, pairs, strict=False)},
        {str(item): hits for item, (_, hits) in zip(ITEMS, pairs, strict=False)},
    )


@pytest.mark.parametrize("kind", KINDS)
@given(learnt=counts, n=st.integers(1, 10), seed=st.integers(0, 1000))
def test_a_ranking_holds_every_candidate_once(kind, learnt, n, seed):
    ranked = a_ranker(kind, learnt_of(learnt)).rank(
        Candidates(ITEMS[:n]), context(seed=seed, features={"evening": 1.0})
    )

    assert sorted(ranked.order) == list(range(n))
    assert ranked.propensity.shape == (n,)
    assert ranked.propensity.sum() == pytest.approx(1, abs=1e-6)
    assert (ranked.propensity >= 0).all()


@pytest.mark.parametrize("kind", ["epsilon_greedy", "thompson"])
def test_a_chance_is_how_often_it_happens(kind):
    learnt = learnt_of([(100, 3), (100, 8), (40, 4)])
    ranker, candidates = a_ranker(kind, learnt), Candidates(ITEMS[:4])
    told = ranker.rank(candidates, context()).propensity
    moment = context(seed=3)

    first = np.bincount(
        [ranker.rank(candidates, moment).order[0] for _ in range(4000)], minlength=4
    )

    assert np.abs(first / 4000 - told).max() < 4 * (0.25 / 4000) ** 0.5


def test_what_brought_more_comes_first():
    learnt = learnt_of([(1000, 10), (1000, 90), (1000, 40)])

    greedy = a_ranker("epsilon_greedy", learnt, epsilon=0.0).rank(Candidates(ITEMS[:3]), context())

    assert greedy.order.tolist() == [1, 2, 0]


def test_rules_move_what_they_name():
    brands = ["Ash", "Elm", "Ash", "Oak", "Oak"]
    candidates = Candidates(ITEMS[:5], facts=lambda place: {"brand": brands[place]})

    ranked = a_ranker("rules").rank(candidates, context())

    assert ranked.order.tolist() == [0, 3, 1, 4, 2]


@pytest.mark.parametrize(
    ("tree", "holds"),
    [
        (a_tree("price_minor", ">", 3), True),
        (a_tree("price_minor", "<=", 3), False),
        (a_tree("price_minor", "in", [4, 5]), True),
        (a_tree("category", "!=", "milk"), True),
        (a_tree("category", "=", "milk"), False),
    ],
)
def test_a_rule_asks_for_the_facts_of_a_candidate(tree, holds):
    candidates = Candidates(
        ITEMS[:2], facts=lambda place: {"price_minor": 4} if place else {"category": "milk"}
    )

    ranked = a_ranker("rules", rules=[{"when": tree, "places": 9}]).rank(candidates, context())

    assert bool(ranked.order[0] == 1) is holds


@pytest.mark.parametrize(
    ("kind", "parameters", "field"),
    [
        ("nothing", {}, "kind"),
        ("thompson", {"rate": 2}, "rate"),
        ("thompson", {"rate": True}, "rate"),
        ("thompson", {"rtae": 0.1}, "rtae"),
        ("epsilon_greedy", {"epsilon": "much"}, "epsilon"),
        ("linucb", {"features": ["a", "a"]}, "features"),
        ("linucb", {"features": "a"}, "features"),
        ("rules", {}, "rules"),
        ("rules", {"rules": [{"places": 1}]}, "rules"),
        ("rules", {"rules": [{**RULE, "when": a_tree("brand", "~", "Oak")}]}, "rules"),
        ("rules", {"rules": [{**RULE, "when": a_tree("joy", "=", 1)}]}, "rules"),
        ("rules", {"rules": [{**RULE, "places": "up"}]}, "rules"),
    ],
)
def test_a_parameter_that_is_not_possible_is_named(kind, parameters, field):
    with pytest.raises(BadPolicy) as refusal:
        kind_of(kind).checked(parameters)

    assert refusal.value.field == field


@given(st.lists(counts, max_size=4))
def test_sums_do_not_depend_on_the_order_of_learning(batches):
    forwards = backwards = Learnt()
    for batch in batches:
        forwards = _more(forwards, batch)
    for batch in reversed(batches):
        backwards = _more(backwards, batch)

    assert _told(forwards) == _told(backwards)
    assert _told(Learnt.unpacked(forwards.packed())) == _told(forwards)


def _more(learnt: Learnt, batch) -> Learnt:
    named = {str(UUID(int=n)): pair for n, pair in enumerate(batch)}
    return learnt.with_counts(
        {item: shown for item, (shown, _) in named.items()},
        {item: hits for item, (_, hits) in named.items()},
    )


def _told(learnt: Learnt) -> dict:
    return {
        item: (learnt.shown[place], learnt.rewarded[place])
        for item, place in learnt.index().items()
    }
