"""The parts of a reading against published numbers and other ways to the same number."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from serai_science.experiment.critical import (
    any_time_critical,
    any_time_p_value,
    fixed_critical,
)
from serai_science.experiment.cuped import adjusted
from serai_science.experiment.distributions import chi_square_tail, normal_below, two_sided
from serai_science.experiment.estimate import Estimate, estimate_means
from serai_science.experiment.exposure import first_exposures, outcomes_after, outcomes_before
from serai_science.experiment.guardrail import Guard, check_guardrail
from serai_science.experiment.interval import difference_interval, lift_interval
from serai_science.experiment.power import (
    Design,
    days_needed,
    detectable_lift,
    power_for_mean,
    subjects_for_mean,
    subjects_for_rate,
)
from serai_science.experiment.ratio import linearised
from serai_science.experiment.sample_ratio import check_sample_ratio
from serai_science.experiment.segment_lifts import lifts_by_segment
from serai_science.experiment.segments import compare_segments
from serai_science.experiment.several_arms import dunnett_critical, holm

seeds = st.integers(0, 2**32 - 1)


# --- distributions and critical values


@settings(max_examples=200, deadline=None)
@given(st.floats(0, 500), st.integers(1, 60))
def test_the_chi_square_tail_is_scipys(x: float, degrees: int):
    assert chi_square_tail(x, degrees) == pytest.approx(
        stats.chi2.sf(x, degrees), rel=1e-9, abs=1e-14
    )


def test_the_normal_distribution_is_scipys():
    x = np.linspace(-12, 9, 85)

    assert np.allclose(normal_below(x), stats.norm.cdf(x), rtol=1e-12, atol=0)
    assert np.allclose(two_sided(x), 2 * stats.norm.sf(np.abs(x)), rtol=1e-12, atol=0)


@pytest.mark.parametrize(
    ("level", "published"),
    [
        (0.95, [1.96, 2.21, 2.35, 2.44, 2.51, 2.57]),
        (0.99, [2.58, 2.79, 2.92, 3.00, 3.06, 3.11]),
    ],
)
def test_dunnetts_table_for_infinite_degrees_of_freedom(level: float, published: list[float]):
    # Dunnett (1964), Biometrics 20(3), tables II and III, two-sided, last row.
    found = [dunnett_critical(np.ones(arms + 1), level=level) for arms in range(1, 7)]

    assert np.round(found, 2) == pytest.approx(published, abs=0.0101)


def test_unequal_arms_keep_their_confidence_together():
    n = np.array([4000.0, 1000, 500, 2000])
    rng = np.random.default_rng(3)
    mean = rng.standard_normal((200_000, 4)) / np.sqrt(n)

    z = (mean[:, 1:] - mean[:, :1]) / np.sqrt(1 / n[1:] + 1 / n[0])

    critical = dunnett_critical(n, level=0.95)
    assert (np.abs(z).max(axis=1) < critical).mean() == pytest.approx(0.95, abs=0.002)
    assert fixed_critical(0.95) < critical < fixed_critical(1 - 0.05 / 3)


def test_the_mixture_is_the_published_one():
    # Waudby-Smith et al. (2024), theorem 2.2: sqrt(2 (t r^2 + 1) / (t r)^2 ln(sqrt(t r^2 + 1) / a)) / sqrt(t)
    # standard errors, with r^2 = (-2 ln a + ln(1 - 2 ln a)) / m for a sequence tightest at m.
    m, miss = 5_000, 0.1
    t = np.array([50.0, 500, 5_000, 50_000])
    r2 = (-2 * np.log(miss) + np.log(1 - 2 * np.log(miss))) / m

    published = np.sqrt(2 * (t * r2 + 1) / (t**2 * r2) * np.log(np.sqrt(t * r2 + 1) / miss))

    assert any_time_critical(t / m, level=1 - miss) / np.sqrt(t) == pytest.approx(published)


def test_a_sequence_is_tightest_where_it_was_tuned():
    n = np.arange(200, 5_000)

    reach = [float(any_time_critical(1_000 / tuned, level=0.95)) for tuned in n]

    assert abs(int(n[np.argmin(reach)]) - 1_000) < 150
    assert any_time_critical(0.0, level=0.95) == np.inf


@settings(max_examples=100, deadline=None)
@given(st.floats(-8, 8), st.floats(0.01, 50), st.floats(0.8, 0.999))
def test_a_p_value_is_small_exactly_when_the_interval_leaves_out_zero(
    z: float, progress: float, level: float
):
    critical = float(any_time_critical(progress, level=level))
    assume(abs(abs(z) - critical) > 1e-6)

    p = float(any_time_p_value(np.array(z), progress, level=level))

    assert (p < 1 - level) == (abs(z) > critical)


# --- several arms, segments


def test_holm_steps_down():
    # As p.adjust of R gives with method "holm".
    assert holm(np.array([0.01, 0.02, 0.03, 0.04, 0.05])).tolist() == pytest.approx(
        [0.05, 0.08, 0.09, 0.09, 0.09]
    )


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_holm_lies_between_no_correction_and_bonferroni(p: list[float]):
    found = holm(np.array(p))

    assert (found >= np.array(p) - 1e-12).all()
    assert (found <= np.minimum(1, len(p) * np.array(p)) + 1e-12).all()
    assert holm(np.array(p)[::-1]).tolist() == found[::-1].tolist()


BCG = np.array(  # vaccinated with and without tuberculosis, control with and without: Colditz et al. (1994)
    [
        (4, 119, 11, 128),
        (6, 300, 29, 274),
        (3, 228, 11, 209),
        (62, 13536, 248, 12619),
        (33, 5036, 47, 5761),
        (180, 1361, 372, 1079),
        (8, 2537, 10, 619),
        (505, 87886, 499, 87892),
        (29, 7470, 45, 7232),
        (17, 1699, 65, 1600),
        (186, 50448, 141, 27197),
        (5, 2493, 3, 2338),
        (27, 16886, 29, 17825),
    ],
    float,
)


def test_thirteen_trials_are_compared_as_in_the_literature():
    a, b, c, d = BCG.T
    log_risk = np.log(a / (a + b)) - np.log(c / (c + d))
    error = np.sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d))

    found = compare_segments(log_risk, error)

    # Viechtbauer (2010), Journal of Statistical Software 36(3), method DL: Q 152.2330, tau^2 0.3088,
    # common -0.7141 with error 0.1787.
    assert found.q == pytest.approx(152.2330, abs=1e-4)
    assert found.between**2 == pytest.approx(0.3088, abs=1e-4)
    assert found.common == pytest.approx(-0.7141, abs=1e-4)
    assert found.common_error == pytest.approx(0.1787, abs=1e-4)
    assert found.p_different < 1e-20


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(-1, 1), min_size=1, max_size=8), seeds)
def test_shrinking_draws_effects_together(effects: list[float], seed: int):
    effect = np.array(effects)
    error = np.random.default_rng(seed).uniform(0.05, 0.5, effect.size)

    found = compare_segments(effect, error)

    assert (effect.min() - 1e-12 <= found.shrunk).all()
    assert (found.shrunk <= effect.max() + 1e-12).all()
    assert np.ptp(found.shrunk) <= np.ptp(effect) + 1e-12
    assert (found.low <= found.shrunk).all()
    assert (found.shrunk <= found.high).all()
    assert 0 <= found.p_different <= 1


def test_segments_that_differ_by_chance_are_nearly_one():
    found = compare_segments(np.array([0.02, 0.03, 0.01]), np.array([0.02, 0.02, 0.02]))

    assert found.between == 0
    assert np.ptp(found.shrunk) < 0.01


def test_eight_schools():
    # Gelman et al. (2013), section 5.5, table 5.3: with a flat prior the schools' medians run from 5 to 10, the
    # common effect is 7.7 with error 4.1 when the schools are one. Rubin (1981).
    effect = np.array([28.0, 8, -3, 7, -1, 1, 18, 12])
    error = np.array([15.0, 10, 16, 11, 9, 11, 10, 18])

    found = compare_segments(effect, error)

    assert (found.between, round(found.common, 1), round(found.common_error, 1)) == (0, 7.7, 4.1)
    assert found.shrunk.argsort().tolist()[-2:] == [6, 0]
    assert 5 < found.shrunk.min() < found.shrunk.max() < 12
    assert found.p_different == pytest.approx(stats.chi2.sf(4.707, 7), abs=1e-3)


@pytest.mark.parametrize("error", [[], [0.0], [np.inf]])
def test_a_segment_needs_an_error(error: list[float]):
    with pytest.raises(ValueError, match="positive, finite"):
        compare_segments(np.zeros(len(error)), np.array(error))


def test_shrunk_intervals_hold_the_truth_of_every_segment():
    rng = np.random.default_rng(8)
    held = []
    for _ in range(400):
        truth = rng.normal(0.02, 0.02, 12)
        error = rng.uniform(0.01, 0.04, 12)
        found = compare_segments(truth + error * rng.standard_normal(12), error)
        held.append((found.low <= truth) & (truth <= found.high))

    assert 0.92 < np.mean(held) < 0.98


# --- means, ratios, covariates


def test_one_look_at_means_is_welchs_test():
    rng = np.random.default_rng(1)
    value, arm = rng.gamma(2, 3, 9_000), np.repeat([0, 1], [3_000, 6_000])

    found = estimate_means(value, arm, n_arms=2)

    welch = stats.ttest_ind(value[arm == 1], value[arm == 0], equal_var=False)
    assert found.difference[0] / found.difference_error[0] == pytest.approx(welch.statistic)
    interval = difference_interval(found, fixed_critical(0.95))
    assert interval.low[0] == pytest.approx(welch.confidence_interval().low, rel=1e-3)


@settings(max_examples=60, deadline=None)
@given(
    st.floats(0.5, 5),
    st.floats(0.5, 5),
    st.floats(0.01, 0.2),
    st.floats(0.01, 0.2),
    st.floats(0, 0.1),
    st.floats(1, 3),
)
def test_a_lift_is_kept_exactly_when_its_difference_is_near_zero(
    control: float, arm: float, own: float, other: float, common: float, critical: float
):
    estimate = Estimate(
        np.full(2, 9.0),
        np.array([control, arm]),
        np.array([own, other]) ** 2,
        np.array(common**2),
    )

    found = lift_interval(estimate, critical)

    for ratio in np.linspace(0.01, 20, 400):
        spread = other**2 + ratio**2 * own**2 + (1 - ratio) ** 2 * common**2
        near = abs(arm - ratio * control) <= critical * np.sqrt(spread)
        if (
            np.isfinite(found.low[0])
            and min(abs(found.low[0] - ratio + 1), abs(found.high[0] - ratio + 1)) > 1e-9
        ):
            assert near == bool(found.holds(ratio - 1)[0])


def test_a_lift_over_almost_nothing_is_unbounded():
    rare = Estimate(
        np.full(2, 100.0), np.array([0.01, 0.05]), np.array([1e-4, 4.8e-4]), np.array(0.0)
    )
    none = Estimate(
        np.full(2, 100.0), np.array([0.0, 0.05]), np.array([0.0, 4.8e-4]), np.array(0.0)
    )

    for estimate in (rare, none):
        found = lift_interval(estimate, fixed_critical(0.95))
        assert (found.low[0], found.high[0]) == (-np.inf, np.inf)


def test_a_ratio_has_the_spread_of_the_delta_method():
    rng = np.random.default_rng(2)
    views = 1 + rng.poisson(4, 5_000).astype(float)
    clicks, arm = rng.binomial(views.astype(int), 0.1).astype(float), np.zeros(5_000, int)

    found = estimate_means(linearised(clicks, views, arm, n_arms=1), arm, n_arms=1)

    # Deng, Knoblich & Lu (2018), equation for var(Y/X), term by term.
    x, y, n = views.mean(), clicks.mean(), views.size
    covariance = np.cov(clicks, views)
    by_hand = (
        (covariance[0, 0] - 2 * y / x * covariance[0, 1] + (y / x) ** 2 * covariance[1, 1])
        / x**2
        / n
    )
    assert found.mean[0] == pytest.approx(clicks.sum() / views.sum())
    assert found.own[0] == pytest.approx(by_hand)


def test_a_ratio_needs_a_denominator_only_where_there_are_subjects():
    one = np.ones(2)

    assert linearised(one, one, np.zeros(2, int), n_arms=2).tolist() == [1, 1]
    with pytest.raises(ValueError, match="denominator"):
        linearised(one, np.zeros(2), np.zeros(2, int), n_arms=1)


@settings(max_examples=40, deadline=None)
@given(seeds, st.floats(-0.95, 0.95))
def test_cuped_takes_out_the_squared_correlation(seed: int, correlation: float):
    rng = np.random.default_rng(seed)
    before, arm = rng.standard_normal(4_000), rng.integers(0, 2, 4_000)
    value = (
        correlation * before + np.sqrt(1 - correlation**2) * rng.standard_normal(4_000) + 0.3 * arm
    )

    found = adjusted(value, before, arm, n_arms=2)

    assert found.explained == pytest.approx(correlation**2, abs=0.06)
    plain, freed = (
        estimate_means(each, arm, n_arms=2).difference_error[0] for each in (value, found.value)
    )
    assert (freed / plain) ** 2 == pytest.approx(1 - found.explained, abs=0.01)


def test_several_covariates_are_a_regression_within_arms():
    rng = np.random.default_rng(4)
    before, arm = rng.standard_normal((3_000, 3)), rng.integers(0, 3, 3_000)
    value = before @ [1.0, -2.0, 0.5] + arm + rng.standard_normal(3_000)

    found = adjusted(value, before, arm, n_arms=3)

    design = np.column_stack([np.eye(3)[arm], before])
    slope = np.linalg.lstsq(design, value, rcond=None)[0]
    means = estimate_means(found.value, arm, n_arms=3)
    assert means.difference == pytest.approx(slope[1:3] - slope[0])


def test_who_was_unknown_before_counts_as_the_mean_and_costs_nothing():
    rng = np.random.default_rng(5)
    before, arm = rng.standard_normal(2_000), rng.integers(0, 2, 2_000)
    value = before + 0.1 * rng.standard_normal(2_000)
    value[:1_000] += 3  # the unknown ones differ in level
    before[:1_000] = np.nan

    found = adjusted(value, before, arm, n_arms=2)

    assert np.isfinite(found.value).all()
    assert found.explained > 0.8


@pytest.mark.parametrize("before", [np.full(6, 7.0), np.full(6, np.nan)])
def test_a_covariate_that_says_nothing_changes_nothing(before: np.ndarray):
    value, arm = np.array([1.0, 2, 3, 4, 5, 6]), np.array([0, 0, 0, 1, 1, 1])

    assert adjusted(value, before, arm, n_arms=2).value.tolist() == pytest.approx(value.tolist())


# --- who counts


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 1), st.integers(0, 20)), max_size=15),
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 30), st.integers(1, 9)), max_size=15),
    st.integers(1, 10),
)
def test_outcomes_count_within_the_window_of_who_saw_one_arm(shown, happened, window: int):
    subject, arm, at = (np.array([row[i] for row in shown], int) for i in range(3))
    who, when, value = (np.array([row[i] for row in happened], int) for i in range(3))

    exposed = first_exposures(subject, arm, at.astype(float))

    arms = {one: {row[1] for row in shown if row[0] == one} for one in {row[0] for row in shown}}
    firsts = {
        one: min(row[2] for row in shown if row[0] == one) for one in arms if len(arms[one]) == 1
    }
    assert dict(zip(exposed.subject.tolist(), exposed.at.tolist(), strict=True)) == firsts
    assert exposed.crossed == len(arms) - len(firsts)
    after = outcomes_after(exposed, who, when.astype(float), value.astype(float), window=window)
    before = outcomes_before(exposed, who, when.astype(float), value.astype(float), window=window)
    for place, one in enumerate(sorted(firsts)):
        mine = [(row[1] - firsts[one], row[2]) for row in happened if row[0] == one]
        assert after[place] == sum(size for since, size in mine if 0 <= since < window)
        assert before[place] == sum(size for since, size in mine if -window <= since < 0)


# --- shares, guardrails


def test_shares_are_tested_by_pearsons_chi_square():
    found = check_sample_ratio(np.array([4_100, 2_000, 3_900]), np.array([2.0, 1, 2]))

    assert found.p_value == pytest.approx(
        stats.chisquare([4_100, 2_000, 3_900], [4_000, 2_000, 4_000]).pvalue
    )
    assert found.expected == (4_000, 2_000, 4_000)
    assert found.ok


@pytest.mark.parametrize(("first", "second"), [(100, 200), (1_000, 1_300), (50_000, 51_900)])
def test_an_imbalance_is_seen_in_small_and_in_large_experiments(first: int, second: int):
    assert not check_sample_ratio(np.array([first, second]), np.ones(2)).ok


def test_nobody_is_no_mismatch():
    found = check_sample_ratio(np.array([0, 0]), np.array([1.0, 1]))

    assert (found.p_value, found.any_time_p_value, found.ok) == (1, 1, True)


@pytest.mark.parametrize("share", [[1.0], [1.0, 0.0]])
def test_every_arm_has_a_share(share: list[float]):
    with pytest.raises(ValueError, match="share"):
        check_sample_ratio(np.array([1, 1]), np.array(share))


def test_looking_at_shares_all_the_time_raises_no_false_alarm_and_finds_the_true_one():
    rng = np.random.default_rng(6)
    looks = np.arange(200, 20_001, 200)

    def alarms(share: float) -> float:
        first = np.cumsum(rng.random((200, 20_000)) < share, axis=1)[:, looks - 1]
        return np.mean(
            [
                any(
                    not check_sample_ratio(np.array([a, n - a]), np.ones(2)).ok
                    for a, n in zip(row.tolist(), looks.tolist(), strict=True)
                )
                for row in first
            ]
        )

    assert alarms(0.5) <= 0.015
    assert alarms(0.53) >= 0.99


@pytest.mark.parametrize(
    ("arm", "error", "state"),
    [
        (1.00, 0.002, Guard.KEPT),
        (0.98, 0.002, Guard.BROKEN),
        (0.998, 0.0005, Guard.KEPT),
        (0.99, 0.004, Guard.BROKEN),
        (0.995, 0.01, Guard.OPEN),
    ],
)
def test_a_guardrail_is_kept_when_the_harm_is_below_its_margin(
    arm: float, error: float, state: Guard
):
    estimate = Estimate(
        np.full(2, 1e4), np.array([1.0, arm]), np.full(2, error**2 / 2), np.array(0.0)
    )

    [found] = check_guardrail(estimate, fixed_critical(0.9), margin=0.01)

    assert found.state is state
    flipped = Estimate(estimate.n, np.array([1.0, 2 - arm]), estimate.own, estimate.common)
    [same] = check_guardrail(flipped, fixed_critical(0.9), margin=0.01, larger_is_better=False)
    assert same.state is state


def test_nothing_is_proven_not_to_be_worse_at_all():
    estimate = Estimate(np.full(2, 9.0), np.ones(2), np.ones(2), np.array(0.0))

    with pytest.raises(ValueError, match="margin"):
        check_guardrail(estimate, 1.6, margin=0)


# --- how many, how long


@pytest.mark.parametrize(("d", "each"), [(0.2, 393), (0.5, 63), (0.8, 25)])
def test_sizes_of_cohens_tables(d: float, each: int):
    # Cohen (1988), table 2.4.1, two-sided 5 %, power 80 %: 393, 64, 26 with Student's t; here for large samples.
    total = subjects_for_mean(mean=1, deviation=1, lift=d)

    assert abs(total / 2 - each) <= 1
    assert power_for_mean(total, mean=1, deviation=1, lift=d) == pytest.approx(0.8, abs=0.01)
    assert detectable_lift(total, mean=1, deviation=1) == pytest.approx(d, rel=0.02)


def test_ten_to_twelve_per_cent_needs_3839_in_each_arm():
    assert subjects_for_rate(rate=0.1, lift=0.2) == 7_677


def test_a_covariate_an_unequal_split_and_free_looks_have_their_price():
    plain = subjects_for_mean(mean=1, deviation=1, lift=0.1)

    halved = subjects_for_mean(mean=1, deviation=1, lift=0.1, design=Design(explained=0.5))
    lopsided = subjects_for_mean(mean=1, deviation=1, lift=0.1, design=Design(share=(0.9, 0.1)))
    free = subjects_for_mean(mean=1, deviation=1, lift=0.1, design=Design(any_time=True))

    assert halved == pytest.approx(plain / 2, abs=1)
    assert lopsided == pytest.approx(plain * 25 / 9, rel=1e-3)
    assert 1.8 < free / plain < 2.0


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: subjects_for_mean(mean=0, deviation=1, lift=0.1),
        lambda: subjects_for_mean(mean=1, deviation=1, lift=0),
        lambda: subjects_for_rate(rate=0.9, lift=0.2),
        lambda: Design(level=1),
        lambda: Design(share=(0.8, 0.3)),
        lambda: Design(share=(1, 0)),
    ],
)
def test_a_design_that_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match=r"positive|between|zero"):
        wrong()


def test_days_are_whole_weeks_or_none():
    assert [days_needed(n, per_day=100) for n in (-5, 0, 1, 700, 701)] == [0, 0, 7, 7, 14]
    assert days_needed(1, per_day=0) is None
    assert days_needed(1e9, per_day=1) is None


def test_more_subjects_find_smaller_lifts():
    found = [detectable_lift(n, mean=2, deviation=3) for n in (100, 1_000, 10_000)]

    assert all(late < early for early, late in pairwise(found))


# --- lifts by segment


def test_a_segment_that_differs_is_told_from_those_that_do_not():
    rng = np.random.default_rng(9)
    arm, segment = rng.integers(0, 2, 40_000), rng.integers(-1, 4, 40_000)
    lift = np.where(segment == 2, 0.5, 0.0)
    before = rng.standard_normal(40_000)
    spent = 10 * (1 + lift * arm) + 5 * before + rng.standard_normal(40_000)

    [found] = lifts_by_segment(spent, arm, segment, n_arms=2, covariates=before)

    assert found.compared is not None
    assert found.segment.tolist() == [0, 1, 2, 3]
    assert found.compared.p_different < 1e-6
    assert found.compared.shrunk.tolist() == pytest.approx([0, 0, 0.5, 0], abs=0.02)
    assert (found.compared.p_value < 0.05).tolist() == [False, False, True, False]


def test_a_segment_that_says_too_little_is_left_out():
    arm, segment = np.tile([0, 1], 300), np.repeat([0, 1, 2], [50, 250, 300])
    value = np.where(segment == 2, 0.0, np.tile([1.0, 2, 3, 1, 2], 120))

    [found] = lifts_by_segment(value, arm, segment, n_arms=2)
    [nothing] = lifts_by_segment(value, arm, np.full(600, -1), n_arms=2)
    [constant] = lifts_by_segment(np.ones(600), arm, segment, n_arms=2)

    assert found.segment.tolist() == [1]
    assert found.compared is not None
    assert found.compared.p_different == 1
    assert (nothing.segment.size, nothing.compared) == (0, None)
    assert constant.compared is None
