"""Figures and plots of a run are kept, and read again as they were."""

from pathlib import Path

import msgspec
import numpy as np
import pytest

from serai.config.measurement import Measurement
from serai.config.model_cards import card_of, drawn, read_card, write_card
from serai.config.plot import Line, Plot, by_tenths, over


def test_a_card_is_read_as_it_was_written(tmp_path: Path):
    plot = over("errors", "Errors by week", [1, 2], ours=[0.12341, 0.2], plain_trees=[0.3, 0.4])
    line = Measurement("WAPE", 0.33, "", reference=0.36, bar=0.365, at_most=True, plots=(plot,))
    card = card_of("forecast", [line])

    path = write_card(card, tmp_path / "cards" / "of today")

    assert read_card(path) == card
    assert not card.figures[0].ok  # the bar is on the ratio, .33 / .36
    assert card.plot("errors").lines[0] == Line("ours", (0.1234, 0.2))
    assert "plain trees" in drawn(card, plot)


def test_a_torn_card_is_refused(tmp_path: Path):
    path = tmp_path / "torn.json"
    path.write_text('{"name": "torn", "figures": [{}], "plots": []}')

    with pytest.raises(msgspec.ValidationError):
        read_card(path)


def test_a_plot_that_is_not_there_is_missed():
    with pytest.raises(LookupError):
        card_of("churn", []).plot("chances")


def test_tenths_are_means_from_the_least_on():
    order = np.arange(20.0)[::-1]

    plot = by_tenths("halves", "Means", order, same=order, double=2 * order)

    assert plot.labels[0] == "1."
    assert plot.lines[0].values == tuple(0.5 + 2 * tenth for tenth in range(10))
    assert plot.lines[1].values[9] == 37.0


def test_gaps_are_drawn_as_gaps():
    plot = Plot("gap", "With a gap", ("a", "b", "c"), (Line("seen", (1.0, None, 2.0)),))

    assert drawn(card_of("gap", []), plot).count("M") >= 2
