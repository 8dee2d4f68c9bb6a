"""The page of what decisions are worth: every slot, whether it is on, in shadow or off."""

import numpy as np
import pytest
from back_office.conftest import _logged_in
from decisions.conftest import ITEMS, NOW, SLOT, decided
from django.contrib.auth.models import User
from factories.catalog import a_channel
from factories.decisions import a_policy

from serai.decisions.domain.exposure_buffer import buffer
from serai.decisions.domain.slot import declared_slots
from serai.decisions.public import (
    Mode,
    OutcomeKind,
    SwitchSlot,
    record_outcome,
    switch_slot,
    write_exposures,
)
from serai.decisions.queries.running import forget_plans
from serai.plumbing.auth import ensure_api_key

pytestmark = pytest.mark.django_db
PAGE = "/admin/worth/"


@pytest.fixture
def owner():
    a_channel("web")
    buffer.take(1_000_000)
    forget_plans()
    yield _logged_in(User.objects.create(username="owner", is_staff=True, is_superuser=True))
    forget_plans()


def test_a_slot_that_is_on_shows_its_holdout_beside_the_rest_in_words_and_drawn(owner):
    switch_slot(SwitchSlot(SLOT, "web", Mode.ON, a_policy(), holdout=0.3), now=NOW)
    forget_plans()
    for who in range(1_200):
        decision = decided(str(who), scores=np.arange(len(ITEMS), dtype=float))
        if who % (5 if decision.explain.holdout else 2) == 0:
            record_outcome(decision.items[0].token, OutcomeKind.CLICK, now=NOW)
    write_exposures()

    shown = owner.get(PAGE).content.decode()

    assert shown.count('<svg class="bo-plot"') == 2
    assert "Suggestions on the home page: better." in shown
    assert "On since 22 November 2026. Shoppers who clicked: " in shown
    assert "Revenue per shopper" in shown
    assert 'role="alert"' not in shown


def test_every_slot_is_on_the_page_also_when_it_is_off(owner):
    switch_slot(SwitchSlot(SLOT, "web", Mode.SHADOW), now=NOW)

    shown = owner.get(PAGE).content.decode()

    assert "In shadow since 22 November 2026: nothing was decided yet." in shown
    for slot in declared_slots().values():
        assert slot.name in shown


def test_who_may_not_see_slots_may_not_see_what_they_are_worth(owner):
    stranger = _logged_in(User.objects.create(username="stranger", is_staff=True))

    assert stranger.get(PAGE).status_code == 403


def test_the_channel_that_shoppers_come_to_is_shown_first(owner):
    a_channel("aisles")
    ensure_api_key("pk_first", "storefront", ["shop"], "web")

    shown = owner.get(PAGE).context_data["page"]
    other = owner.get(f"{PAGE}?channel=aisles").context_data["page"]

    assert (shown.channel, shown.channels, other.channel) == ("web", ["aisles", "web"], "aisles")


def test_what_decisions_are_worth_is_told_in_the_readers_language(owner):
    switch_slot(SwitchSlot(SLOT, "web", Mode.ON, a_policy(), holdout=0.3), now=NOW)
    forget_plans()
    for who in range(300):
        decision = decided(str(who), scores=np.arange(len(ITEMS), dtype=float))
        record_outcome(decision.items[0].token, OutcomeKind.CLICK, now=NOW)
    write_exposures()

    shown = owner.get(PAGE, headers={"Accept-Language": "ru"}).content.decode()

    assert "Подсказки на главной странице" in shown
    assert "Включено с 22 ноября 2026. Покупатели: нажали: 100.0 %" in shown
    assert "Выручка в среднем: покупатель" in shown
    for slot in declared_slots().values():
        assert slot.name not in shown
