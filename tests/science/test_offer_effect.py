"""The effect of an offer is found again in made-up runs, and believed as far as it is seen."""

import re
from pathlib import Path

import numpy as np
import pytest

from serai_science.offers.believe import as_said, as_shares, believed, log_score, together
from serai_science.offers.effect import Effect, NothingToCompare, Seen, seen_effect
from serai_science.simulated.offers import made_up_run

TRUTH = np.array([0.15, 0.05, 0.4])
PAGE = Path(__file__).resolve().parents[2] / "docs" / "algorithms" / "offers.md"


def made_up(rng, *, truth=TRUTH):
    """Make a run of 4,000 people up, three in ten of whom are kept from the offer."""
    return made_up_run(truth.tolist(), people=4000, kept=0.3, rng=rng)


def test_the_known_effect_of_made_up_runs_lies_where_it_is_said_to_lie():
    inside, off = [], []
    for seed in range(120):
        found = seen_effect(made_up(np.random.default_rng(seed)))
        off.append(found.mean - TRUTH)
        inside.append(np.abs(found.mean - TRUTH) <= 1.96 * found.error)

    shares = np.mean(inside, axis=0)
    assert (shares >= 0.9).all()
    assert np.abs(np.mean(off, axis=0))[[0, 2]].max() < 0.01


def test_what_is_known_before_takes_noise_out():
    seen = made_up(np.random.default_rng(5))
    blind = Seen(seen.sent, seen.bought, seen.spend, seen.used, np.empty((seen.sent.size, 0)))

    assert seen_effect(seen).error[0] < 0.96 * seen_effect(blind).error[0]


def test_an_offer_that_does_nothing_is_seen_to_do_nothing():
    found = seen_effect(made_up(np.random.default_rng(7), truth=np.zeros(3)))

    assert (np.abs(found.mean) < 2.5 * found.error).all()


def test_what_was_said_gives_way_as_runs_are_seen():
    said = as_said([0.05, 0.0, 0.8])
    runs = [seen_effect(made_up(np.random.default_rng(seed))) for seed in range(6)]

    off = [
        np.abs(believed(said, together(runs[:count]) if count else None).mean - TRUTH)[0]
        for count in (0, 1, 6)
    ]

    assert off[0] == pytest.approx(0.10)
    assert off[2] < off[1] < off[0]
    assert off[2] < 0.025


def test_without_a_run_what_was_said_is_believed():
    said = as_said([0.08, 0.02, 0.3])

    assert believed(said, None) is said


def test_runs_that_differ_by_more_than_chance_leave_more_doubt():
    def run(share):
        return Effect(np.array([share, 0.0, 0.3]), 0.0004 * np.eye(3))

    alike, unlike = together([run(0.1), run(0.1)]), together([run(0.0), run(0.2)])

    assert alike.mean[0] == pytest.approx(unlike.mean[0])
    assert unlike.error[0] > 4 * alike.error[0]


@pytest.mark.parametrize(
    ("sent", "kept", "bought"), [(19, 40, 20), (40, 19, 9), (40, 40, 4), (40, 40, 36)]
)
def test_too_few_to_compare_are_not_compared(sent, kept, bought):
    arm = np.repeat([True, False], [sent, kept])
    did = np.concatenate([np.ones(sent), np.arange(kept) < bought]).astype(float)

    with pytest.raises(NothingToCompare):
        seen_effect(Seen(arm, did, did, 0 * did, np.empty((arm.size, 0))))


def test_that_everybody_did_the_same_with_the_offer_is_no_fault():
    arm = np.repeat([True, False], 40)
    did = np.concatenate([np.ones(40), np.arange(40) < 20]).astype(float)

    found = seen_effect(Seen(arm, did, did * 10, np.where(arm, 1.0, 0.0), np.empty((80, 0))))

    assert found.mean[0] == pytest.approx(1.0, abs=0.01)
    assert np.isfinite(believed(as_said([0.1, 0, 0.1]), found).mean).all()


def test_a_plan_never_counts_with_impossible_shares():
    assert as_shares(Effect(np.array([-0.2, 2.0, -1.0]), np.eye(3))).tolist() == [0.0, 1.0, 0.0]


def test_a_belief_that_saw_half_a_run_foretells_the_other_half_better():
    halves = [seen_effect(made_up(np.random.default_rng(seed))) for seed in (11, 12)]
    said = as_said([0.5, 0.3, 0.9])

    assert log_score(believed(said, halves[0]), halves[1]) > log_score(said, halves[1])


def test_the_worked_tables_of_the_page():
    text = PAGE.read_text()
    number = r"-?\.?\d+\.?\d*"
    told = rf"^\| (?:won back|spend more|use it anyway) \|(?: {number} \|){{6}}$"
    rows = [
        [float(cell) for cell in re.findall(number, row)]
        for row in re.findall(told, text, re.MULTILINE)
    ]
    assert len(rows) == 3
    arm = np.repeat([False, True], 400)
    bought = np.concatenate([np.arange(400) < 160, np.arange(400) < 208]).astype(float)
    spend = bought * np.where(arm, 52.0, 50.0)
    used = np.where(arm, np.tile(np.arange(400) < 88, 2), 0.0)
    shown = seen_effect(Seen(arm, bought, spend, used, np.empty((800, 0))))
    said = as_said([row[0] for row in rows])
    after = believed(said, shown)

    for place, row in enumerate(rows):
        assert row == pytest.approx(
            [
                said.mean[place], said.error[place], shown.mean[place], shown.error[place],
                after.mean[place], after.error[place],
            ],
            abs=6e-4,
        )  # fmt: skip
    assert f"{as_shares(after)[0]:.3f}".lstrip("0") in text
