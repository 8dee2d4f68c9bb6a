"""Every slot is complete: off, in shadow, on with a holdout, explained, and told what came of it in both groups."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from decisions.stories.offers import offers
from decisions.stories.ordering_goods import forecasts, orders
from decisions.stories.prices import prices
from decisions.stories.shelves import GOODS, shelf, synonyms
from decisions.stories.sourcing import sourcing
from decisions.stories.story import Story
from factories.decisions import a_policy
from factories.ordering import a_shop, an_article
from ordering.conftest import processor  # noqa: F401 - a fixture

from serai.decisions.domain.exposure_buffer import buffer
from serai.decisions.domain.slot import declared_slots
from serai.decisions.public import Mode, SwitchSlot, switch_slot, write_exposures
from serai.decisions.queries.running import refresh_plans
from serai.decisions.queries.slot_readings import SlotReadingView, slot_reading
from serai.plumbing.caches import forget_all
from serai.plumbing.db import rows
from serai.plumbing.facts.spool import spool

SHELVES = (
    "cart.completion",
    "home.needed",
    "home.new_for_you",
    "home.suggestions",
    "home.usuals",
    "listing.ranking",
    "product.bought_together",
    "product.similar",
    "search.ranking",
)
STORIES: dict[str, Callable[..., Story]] = {
    **{code: partial(shelf, code) for code in SHELVES},
    "search.synonyms": lambda deliver: synonyms(),
    "sourcing": lambda deliver: sourcing(),
    "replenishment.forecast": lambda deliver: forecasts(),
    "replenishment.orders": lambda deliver: orders(),
    "prices.moves": lambda deliver: prices(),
    "customers.offers": lambda deliver: offers(),
}


@pytest.fixture
def shop(db: None, settings: Any, a_folder: Path) -> Iterator[None]:
    """Open a shop with milk and bread that has decided nothing yet."""
    settings.SERAI_VAR = a_folder
    forget_all()
    a_shop()
    for sku in GOODS:
        an_article(sku, "1.99")
    yield
    spool().close()


def switch(slot: str, mode: Mode, story: Story, *, holdout: float = 0.0) -> None:
    policy = a_policy() if mode is not Mode.OFF else None
    switch_slot(SwitchSlot(slot, "web", mode, policy, holdout=holdout), now=story.begins_at)
    refresh_plans()


def used(story: Story) -> list[object]:
    shown = list(story.use())
    write_exposures()
    return shown


def exposures() -> list[tuple[bool, bool, int]]:
    """Return whether held out, whether a policy decided beside, and how many."""
    return rows(
        "SELECT holdout, shadow_propensity IS NOT NULL, count(DISTINCT subject) FROM decisions_exposure"
        " GROUP BY 1, 2 ORDER BY 1"
    )


def test_every_slot_has_a_story():
    assert set(STORIES) == set(declared_slots())


def test_every_process_knows_every_slot(a_folder: Path):
    said = (
        "import django, json; django.setup();"
        "from serai.decisions.domain.slot import declared_slots; print(json.dumps(sorted(declared_slots())))"
    )
    own = {"PYTHONPATH": os.pathsep.join(sys.path), "SERAI_VAR": str(a_folder)}
    told = subprocess.run(
        [sys.executable, "-c", said],
        env={**os.environ, **own},
        capture_output=True,
        check=True,
        text=True,
    )

    assert json.loads(told.stdout) == sorted(STORIES)


@pytest.mark.usefixtures("processor")
@pytest.mark.parametrize("slot", sorted(STORIES))
def test_a_slot_is_off_in_shadow_on_held_out_and_told(
    slot: str, shop: None, deliver: Callable[[], int]
):
    buffer.take(1_000_000)
    story = STORIES[slot](deliver)

    switch(slot, Mode.OFF, story)
    usual = used(story)
    assert exposures() == [], "off, nothing is noted"

    switch(slot, Mode.SHADOW, story)
    assert used(story) == usual, "in shadow, nobody sees a difference"
    assert exposures() == [(False, True, len(usual))]

    rows("WITH gone AS (DELETE FROM decisions_exposure RETURNING 1) SELECT count(*) FROM gone")
    forget_what_waits()
    switch(slot, Mode.ON, story, holdout=0.5)
    shown = used(story)
    (rest, _, not_held), (_, _, held) = exposures()
    same = sum(one == other for one, other in zip(shown, usual, strict=True))
    assert (rest, held + not_held) == (False, len(usual))
    assert same == held, "who is held out sees what is shown anyway, and nobody else does"

    story.tell()
    assert told() == {
        (kind.value, group) for kind in declared_slots()[slot].tells for group in (0, 1)
    }
    assert_is_read(
        slot_reading(slot, "web", now=story.begins_at + timedelta(days=40)), held, not_held
    )


def assert_is_read(found: SlotReadingView, held: int, not_held: int) -> None:
    assert (found.held_out, found.shown, found.sound) == (held, not_held, True)
    assert str(found.sentence).startswith("On since ")
    assert found.metrics[0].mean or found.metrics[0].held_out_mean


def told() -> set[tuple[str, int]]:
    return {
        (kind, int(held))
        for kind, held in rows("SELECT DISTINCT kind, holdout FROM decisions_outcome")
    }


def forget_what_waits() -> None:
    """Forget what inventory, prices and offers still wait to tell of what was in shadow."""
    for table in (
        "inventory_watched_forecast",
        "inventory_watched_article",
        "pricing_measured_article",
        "marketing_offer_sending",
    ):
        rows(f"WITH gone AS (DELETE FROM {table} RETURNING 1) SELECT count(*) FROM gone")
