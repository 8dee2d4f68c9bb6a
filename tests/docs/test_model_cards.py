"""Every model card is measured, drawn and reachable."""

import re
from pathlib import Path

import pytest

from serai.config.evaluations import known_evaluations
from serai.config.model_cards import drawn, read_card

MODELS = Path(__file__).resolve().parents[2] / "docs" / "models"
ASKED = re.compile(r"^```\{plot\} ([a-z-]+)/(\S+)$", flags=re.MULTILINE)
PAGES = sorted(path.stem for path in MODELS.glob("*.md") if path.stem != "index")


@pytest.mark.parametrize("name", PAGES)
def test_a_card_has_figures_beside_baselines_and_plots_that_are_drawn(name: str):
    card = read_card(MODELS / "measured" / f"{name}.json")

    assert card.name == name
    assert any(figure.baseline is not None for figure in card.figures)
    assert card.plots
    assert all(drawn(card, plot).startswith("<svg") for plot in card.plots)
    assert len({plot.key for plot in card.plots}) == len(card.plots)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_shows_its_card_and_says_where_it_ends(name: str):
    text = (MODELS / f"{name}.md").read_text()

    assert f"```{{measured}} {name}\n" in text
    assert "\n## Limits\n" in text
    assert f"\n{name}\n" in (MODELS / "index.md").read_text()


def test_every_card_is_of_an_evaluation_and_has_a_page():
    measured = sorted(path.stem for path in (MODELS / "measured").glob("*.json"))

    assert measured == PAGES
    assert set(PAGES) <= set(known_evaluations())


def test_every_plot_that_a_page_asks_for_is_on_its_card():
    pages = [page for page in MODELS.parent.rglob("*.md") if "_build" not in page.parts]
    asked = [found for page in pages for found in ASKED.findall(page.read_text())]

    missing = [
        (name, key)
        for name, key in asked
        if key not in {plot.key for plot in read_card(MODELS / "measured" / f"{name}.json").plots}
    ]

    assert len(asked) >= 5
    assert missing == []
