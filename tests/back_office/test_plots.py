"""Pictures: what they show stands in them, for eyes and for ears."""

from itertools import pairwise
from math import inf, nan
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from serai.plumbing.back_office.plots.interval_plot import DrawnInterval, in_per_cent, interval_plot
from serai.plumbing.back_office.plots.line_plot import DrawnLine, line_plot
from serai.plumbing.back_office.plots.scale import Scale, ticks

numbers = st.floats(-1e6, 1e6)


def _parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def _places(svg: ET.Element, tag: str, name: str) -> list[float]:
    return [float(found.get(name, "nan")) for found in svg.iter(tag)]


def test_ticks_are_round_numbers():
    assert ticks(-0.003, 0.021) == [-0.005, 0, 0.005, 0.01, 0.015, 0.02, 0.025]
    assert ticks(0, 4_321, about=4) == [0, 2_000, 4_000, 6_000]


def test_per_cent_is_as_short_as_it_is_exact():
    assert [in_per_cent(share) for share in (-0.06, 0.0, 0.0005)] == ["−6%", "0%", "+0.05%"]


@settings(max_examples=200)
@given(numbers, numbers, st.integers(2, 10))
def test_ticks_enclose_what_is_shown_evenly(one: float, other: float, about: int):
    low, high = sorted((one, other))

    found = ticks(low, high, about=about)

    slack = 1e-6 * (found[-1] - found[0])
    assert found[0] <= low + slack
    assert found[-1] >= high - slack
    assert 2 <= len(found) <= 2 * about + 3
    steps = [late - early for early, late in pairwise(found)]
    assert max(steps) == pytest.approx(min(steps), rel=1e-5)


@pytest.mark.parametrize(("low", "high"), [(1, 0), (0, inf), (nan, 1)])
def test_a_scale_needs_two_ends(low: float, high: float):
    with pytest.raises(ValueError, match="finite"):
        ticks(low, high)


def test_what_lies_outside_stands_at_the_edge():
    scale = Scale(0, 10, 100, 200)

    assert [scale.at(n) for n in (-inf, 0, 5, 10, inf)] == [100, 100, 150, 200, 200]


def test_an_interval_is_drawn_from_end_to_end_and_read_aloud():
    rows = [
        DrawnInterval("B", -0.003, 0.009, 0.021, "between −0.3 % and +2.1 %: not yet known"),
        DrawnInterval("C <new>", 0.01, 0.02, 0.03, "better", tone="good"),
    ]

    svg = _parsed(interval_plot(rows, key="reading", title="Conversion & orders"))

    title, said = svg.find("title"), svg.find("desc")
    assert title is not None
    assert said is not None
    assert svg.get("aria-labelledby") == f"{title.get('id')} {said.get('id')}"
    assert title.text == "Conversion & orders"
    assert said.text == "B: between −0.3 % and +2.1 %: not yet known. C <new>: better."
    zero = next(line for line in svg.iter("line") if line.get("class") == "bo-plot-zero")
    bars = [line for line in svg.iter("line") if line.get("class") == "bo-plot-interval"]
    assert float(bars[0].get("x1")) < float(zero.get("x1")) < float(bars[0].get("x2"))
    assert float(zero.get("x1")) < float(bars[1].get("x1"))
    assert len(_places(svg, "circle", "cx")) == 2
    assert [group.get("class") for group in svg.iter("g")] == ["bo-plot-plain", "bo-plot-good"]


def test_what_is_not_known_points_beyond_the_edge():
    svg = _parsed(
        interval_plot([DrawnInterval("B", -inf, nan, inf, "nothing yet")], key="k", title="t")
    )

    bar = next(line for line in svg.iter("line") if line.get("class") == "bo-plot-interval")
    assert (bar.get("x1"), bar.get("x2")) == ("170.0", "530.0")
    assert [path.get("d") for path in svg.iter("path")] == [
        "M178.0 14.0L170.0 20.0L178.0 26.0",
        "M522.0 14.0L530.0 20.0L522.0 26.0",
    ]
    assert list(svg.iter("circle")) == []


def test_nothing_is_no_picture_and_a_tone_is_known():
    assert interval_plot([], key="k", title="t") == ""
    with pytest.raises(ValueError, match="No tone purple"):
        interval_plot([DrawnInterval("B", 0, 0, 0, "", tone="purple")], key="k", title="t")


def test_a_line_has_gaps_where_nothing_was_measured():
    lines = [
        DrawnLine("seen", [1, 2, None, 4]),
        DrawnLine("sold", [None, None, None, None]),
    ]

    svg = _parsed(
        line_plot(lines, ["Mon", "Tue", "Wed", "Thu"], key="k", title="t", written="{:.0f}".format)
    )

    path, nothing = (found.get("d") for found in svg.iter("path"))
    assert nothing == ""
    assert path.count("M") == 2
    assert path.count("L") == 1
    said = svg.find("desc")
    assert said is not None
    assert said.text == "seen: Mon 1, Thu 4. sold: –."


@settings(max_examples=60)
@given(st.lists(numbers, min_size=1, max_size=40))
def test_lines_stay_inside_the_picture(values: list[float]):
    svg = _parsed(
        line_plot(
            [DrawnLine("a", values)], [str(n) for n in range(len(values))], key="k", title="t"
        )
    )

    for across in _places(svg, "text", "x"):
        assert 0 <= across <= 720
    for down in [*_places(svg, "text", "y"), *_places(svg, "line", "y1")]:
        assert 0 <= down <= 224


def test_lines_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="told apart"):
        line_plot([DrawnLine("a", [1])] * 5, ["x"], key="k", title="t")
    with pytest.raises(ValueError, match="one value per label"):
        line_plot([DrawnLine("a", [1])], ["x", "y"], key="k", title="t")
    assert line_plot([DrawnLine("a", [None])], ["x"], key="k", title="t") == ""


def test_names_of_lines_that_end_together_do_not_cover_each_other():
    lines = [DrawnLine(name, [1, 5 + place / 100]) for place, name in enumerate("abcd")]

    svg = _parsed(line_plot(lines, ["x", "y"], key="k", title="t"))

    names = [found for found in svg.iter("text") if found.get("class") == "bo-plot-words"]
    down = [float(found.get("y", "nan")) for found in names]
    assert {found.text for found in names} == set("abcd")
    assert all(late - early >= 14 for early, late in pairwise(down))
