"""A whole reading: what it says, and that it says the same however the rows lie."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from serai_science.experiment.reading import Plan, Verdict, read_experiment

EVEN = Plan(share=(0.5, 0.5), subjects=20_000, worth=0.05)


def _clicks(control: int, arm: int, each: int = 10_000) -> tuple[np.ndarray, np.ndarray]:
    """0 and 1 per subject, so many ones in each arm of `each` subjects."""
    value = np.zeros(2 * each)
    value[:control] = value[each : each + arm] = 1
    return value, np.repeat([0, 1], each)


def _verdict(control: int, arm: int, plan: Plan = EVEN) -> Verdict:
    return read_experiment(*_clicks(control, arm), plan).arms[0].verdict


@pytest.mark.parametrize(
    ("arm", "verdict"),
    [
        (1_000, Verdict.UNKNOWN),
        (1_300, Verdict.BETTER),
        (750, Verdict.WORSE),
    ],
)
def test_a_verdict_is_where_the_interval_lies(arm: int, verdict: Verdict):
    assert _verdict(1_000, arm) is verdict


def test_no_difference_that_matters_is_an_answer_too():
    assert _verdict(5_000, 5_000, Plan(share=(1, 1), subjects=20_000, worth=0.2)) is Verdict.ALIKE


def test_fewer_returns_are_better():
    plan = Plan(share=(1, 1), subjects=20_000, worth=0.05, larger_is_better=False)

    assert _verdict(1_000, 750, plan) is Verdict.BETTER
    assert _verdict(1_000, 1_300, plan) is Verdict.WORSE


def test_one_look_says_nothing_before_its_day():
    early = Plan(share=(1, 1), subjects=20_001, worth=0.05, any_time=False)
    ended = Plan(share=(1, 1), subjects=20_000, worth=0.05, any_time=False)

    [waits] = read_experiment(*_clicks(1_000, 1_300), early, per_day=0.5).arms

    assert (waits.verdict, waits.subjects_left, waits.days_left) == (Verdict.UNKNOWN, 1, 2)
    assert _verdict(1_000, 1_300, ended) is Verdict.BETTER


def test_arms_without_their_shares_are_not_believed():
    value, arm = _clicks(1_000, 1_300)
    kept = np.ones(value.size, bool)
    kept[10_000:12_000] = False

    reading = read_experiment(value[kept], arm[kept], EVEN)

    assert not reading.sample_ratio.ok
    assert reading.arms[0].verdict is Verdict.UNSOUND
    assert reading.arms[0].days_left is None


def test_too_few_subjects_are_no_knowledge():
    value, arm = _clicks(90, 5, each=99)

    [found] = read_experiment(value, arm, EVEN, per_day=10).arms

    assert (found.lift_low, found.lift_high, found.p_value) == (-np.inf, np.inf, 1)
    assert (found.verdict, found.days_left) == (Verdict.UNKNOWN, None)


@pytest.mark.parametrize("n", [0, 1, 3])
def test_a_beginning_is_read_without_noise(n: int):
    reading = read_experiment(np.zeros(n), np.arange(n) % 2, EVEN, covariates=np.zeros(n))

    assert reading.subjects == n
    assert reading.arms[0].verdict is Verdict.UNKNOWN


def test_what_is_left_to_see_follows_from_the_noise_and_not_from_the_effect():
    weak = read_experiment(*_clicks(1_000, 1_010), EVEN, per_day=2_000).arms[0]
    strong = read_experiment(*_clicks(1_000, 1_060), EVEN, per_day=2_000).arms[0]

    assert weak.verdict is strong.verdict is Verdict.UNKNOWN
    assert weak.subjects_left == pytest.approx(strong.subjects_left, rel=0.05)
    assert weak.days_left == np.ceil(weak.subjects_left / 2_000)


def test_with_what_was_left_the_lift_is_found_as_often_as_planned():
    plan = Plan(share=(1, 1), subjects=8_000, worth=0.2, power=0.8)
    rng = np.random.default_rng(7)
    arm = np.repeat([0, 1], 2_000)
    left = read_experiment((rng.random(4_000) < 0.1).astype(float), arm, plan).arms[0].subjects_left
    assert left is not None
    total = 4_000 + left

    found = 0
    for _ in range(300):
        arm = np.repeat([0, 1], total // 2)
        bought = (rng.random(arm.size) < np.where(arm, 0.12, 0.1)).astype(float)
        tuned = Plan(share=(1, 1), subjects=total, worth=0.2)
        found += read_experiment(bought, arm, tuned).arms[0].verdict is Verdict.BETTER

    assert 0.68 < found / 300 < 0.9


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32 - 1), st.floats(0.01, 1000))
def test_a_reading_depends_neither_on_the_order_of_rows_nor_on_the_unit(seed: int, unit: float):
    rng = np.random.default_rng(seed)
    arm, value = rng.integers(0, 3, 3_000), rng.gamma(1, 5, 3_000)
    before, order = value + rng.normal(0, 3, 3_000), rng.permutation(3_000)
    plan = Plan(share=(1, 1, 1), subjects=6_000, worth=0.1)

    one = read_experiment(value, arm, plan, covariates=before)
    same = read_experiment(unit * value[order], arm[order], plan, covariates=before[order])

    for left, right in zip(one.arms, same.arms, strict=True):
        assert right.verdict is left.verdict
        assert [right.lift_low, right.lift_high] == pytest.approx([left.lift_low, left.lift_high])
        assert right.difference == pytest.approx(unit * left.difference)


def test_a_ratio_and_its_covariates_are_read_together():
    rng = np.random.default_rng(3)
    eager, arm = rng.gamma(2, 1, 6_000), rng.integers(0, 2, 6_000)
    views = 1 + rng.poisson(3, 6_000).astype(float)
    clicks = rng.binomial(views.astype(int), np.minimum(0.1 * eager, 1)).astype(float)

    plain = read_experiment(clicks, arm, EVEN, denominator=views)
    freed = read_experiment(clicks, arm, EVEN, denominator=views, covariates=eager)

    by_hand = clicks[arm == 0].sum() / views[arm == 0].sum()
    assert plain.control_mean == pytest.approx(by_hand)
    assert freed.explained > 0.1
    widths = [each.arms[0].lift_high - each.arms[0].lift_low for each in (plain, freed)]
    assert widths[1] < widths[0]


def test_more_arms_make_each_interval_wider():
    value, arm = _clicks(1_000, 1_100)
    third = np.concatenate([value, value[:10_000]])

    for any_time in (True, False):
        two, three = (
            read_experiment(
                rows,
                arms,
                Plan(share=(1,) * k, subjects=10_000 * k, worth=0.05, any_time=any_time),
            ).arms[0]
            for k, rows, arms in (
                (2, value, arm),
                (3, third, np.concatenate([arm, np.full(10_000, 2)])),
            )
        )
        assert three.lift_low < two.lift_low < two.lift_high < three.lift_high


@pytest.mark.parametrize(
    "wrong",
    [
        {"share": (1.0,)},
        {"share": (1.0, 0.0)},
        {"subjects": 0},
        {"worth": 0},
        {"level": 1},
        {"power": 0},
    ],
)
def test_a_plan_that_cannot_be_is_refused(wrong: dict):
    with pytest.raises(ValueError, match=r"share|positive"):
        Plan(**({"share": (1.0, 1.0), "subjects": 10, "worth": 0.1} | wrong))


def test_an_arm_outside_the_plan_is_refused():
    with pytest.raises(ValueError, match="plan"):
        read_experiment(np.zeros(3), np.array([0, 1, 2]), EVEN)
