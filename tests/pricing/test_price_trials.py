"""Proposed prices are tried out in stores by turns; a trial says what they add, and stops at once."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from tests.factories.catalog import a_variant
from tests.factories.pricing import NOW, listed, priced

from serai.catalog.public import channel
from serai.kernel.ids import uuid7
from serai.plumbing.wiring import bind, bound
from serai.pricing.domain.price_list import BuyingAs
from serai.pricing.domain.proposals.price_terms import PriceTerms
from serai.pricing.domain.proposals.propose_price import Demand, Inputs, propose_price
from serai.pricing.domain.proposals.record import proposal_record
from serai.pricing.domain.trial_plan import TrialDays, TrialRefused
from serai.pricing.models import PriceProposal, PriceTrial, ProposalState, TrialStore
from serai.pricing.ports import SoldInWindow, StoreSales, Window
from serai.pricing.queries.open_price_lists import forget_price_lists
from serai.pricing.queries.price_explanation import price_explanation
from serai.pricing.queries.prices import prices_of
from serai.pricing.queries.trials.open_trials import articles_on_trial
from serai.pricing.queries.trials.trial_page import trial_page, trial_view
from serai.pricing.queries.trials.trial_reading import TrialNotFound, trial_reading
from serai.pricing.usecases.price_lists.open_price_list import (
    BadPriceList,
    OpenPriceList,
    open_price_list,
)
from serai.pricing.usecases.proposals.decide_proposal import ProposalDecided, accept_proposal
from serai.pricing.usecases.trials.start_price_trial import StartPriceTrial, start_price_trial
from serai.pricing.usecases.trials.stop_price_trial import TrialNotOpen, stop_price_trial

pytestmark = pytest.mark.django_db
STORES = [f"store-{number}" for number in range(6)]
MONDAY = date(2027, 3, 22)


class Counters:
    """What stores sold: 10 a day at the price as it is, 12 where it is lower, a little more in larger stores."""

    def __init__(self, trial_of: dict[str, TrialStore]) -> None:
        self.trial_of = trial_of

    def in_windows(
        self, channel_code: str, variant_ids: Sequence[UUID], windows: Sequence[Window]
    ) -> list[SoldInWindow]:
        assert channel_code == "web"
        return [
            SoldInWindow(place, variant_ids[0], units, units * (369 if low else 400))
            for place, window in enumerate(windows)
            for low in [self._low(window)]
            for days in [(window.ends - window.begins).days]
            for units in [days * ((12 if low else 10) + STORES.index(window.store))]
        ]

    def _low(self, window: Window) -> bool:
        first = datetime.combine(MONDAY, datetime.min.time(), tzinfo=window.begins.tzinfo)
        block = (window.begins - first).days // 7
        return bool(self.trial_of[window.store].treated[block])


@pytest.fixture
def milk() -> Iterator[UUID]:
    """Milk at 4.00, of which 3.69 is proposed."""
    forget_price_lists()
    variant = a_variant("MILK")
    priced(variant.id, "4.00")
    yield variant.id
    forget_price_lists()


def proposed(variant_id: UUID) -> UUID:
    inputs = Inputs(400, Decimal(200), Demand(100.0, -3.0, 0.1, 400.0), PriceTerms())
    row = PriceProposal.objects.create(
        id=uuid7(),
        channel_id="web",
        variant_id=variant_id,
        currency="USD",
        now_minor=400,
        proposed_minor=369,
        gain_minor=100,
        because="better",
        record=proposal_record(inputs, propose_price(inputs), model_version="m", terms_version=""),
        state=ProposalState.OPEN,
        proposed_at=NOW,
    )
    return UUID(str(row.pk))


def begun(proposals: list[UUID], **more: object) -> UUID:
    said = {"name": "Cheaper milk", "first_on": MONDAY, "stores": STORES, "by": "ann", **more}
    command = StartPriceTrial(channel_code="web", proposals=proposals, **said)
    return start_price_trial(command, rng=np.random.default_rng(4), now=NOW)


def midnight(day: int) -> datetime:
    zone = ZoneInfo(channel("web").time_zone)
    return datetime.combine(MONDAY + timedelta(days=day), datetime.min.time(), tzinfo=zone)


def paid_in(store: str, variant: UUID, at: datetime) -> int:
    return prices_of([variant], "web", at, buyer=BuyingAs(store=store))[variant].amount.minor


def test_each_store_pays_by_turns_and_everyone_else_pays_what_it_costs(milk):
    trial = begun([proposed(milk)], blocks=4)

    stores = {row.store: row for row in TrialStore.objects.filter(trial=trial)}
    for store, row in stores.items():
        for block, treated in enumerate(row.treated):
            for at in (midnight(7 * block), midnight(7 * block + 7) - timedelta(seconds=1)):
                assert paid_in(store, milk, at) == (369 if treated else 400)
        assert paid_in(store, milk, midnight(28)) == 400
        assert paid_in(store, milk, NOW) == 400
    assert {sum(row.treated) for row in stores.values()} == {2}
    during = midnight(3)
    assert prices_of([milk], "web", during)[milk].amount.minor == 400
    assert paid_in("store-99", milk, during) == 400
    treated = next(store for store, row in stores.items() if row.treated[0])
    why = prices_of([milk], "web", during, buyer=BuyingAs(store=treated))[milk]
    assert why.source == f"trial {trial}"
    assert why.price_list.startswith("trial-")


def test_a_trial_says_what_the_tried_price_adds(milk):
    trial = begun([proposed(milk)], blocks=4)
    stores = {row.store: row for row in TrialStore.objects.filter(trial=trial)}
    before = bound(StoreSales)
    bind(StoreSales, Counters(stores))
    try:
        assert trial_reading(trial, now=midnight(13)).metrics == ()
        half = trial_reading(trial, now=midnight(20))
        whole = trial_view(trial, now=midnight(60))
    finally:
        bind(StoreSales, before)

    assert (half.blocks_over, whole.blocks_over, whole.state) == (2, 4, "over")
    found = {metric.name: metric for metric in whole.metrics}
    assert found["units"].control == pytest.approx(12.5)
    assert found["units"].effect == pytest.approx(2.0)
    assert found["units"].p_value < 0.05
    sizes = np.arange(10, 16)
    margins = (sizes + 2) * 169 - sizes * 200
    assert found["margin"].effect == pytest.approx(margins.mean())
    assert found["margin"].low <= margins.mean() <= found["margin"].high
    assert found["units"].carried_over == pytest.approx(0, abs=1e-9)


def test_a_stop_takes_the_tried_prices_off_at_once(milk):
    trial = begun([proposed(milk)])
    at = midnight(2)
    treated = next(row.store for row in TrialStore.objects.filter(trial=trial) if row.treated[0])
    assert paid_in(treated, milk, at) == 369
    assert articles_on_trial("web", at) == {milk}

    stop_price_trial(trial, by="bob", now=at)

    assert {paid_in(store, milk, midnight(day)) for store in STORES for day in (2, 9)} == {400}
    assert articles_on_trial("web", at) == set()
    assert trial_page(now=at).items[0].state == "stopped"
    with pytest.raises(TrialNotOpen):
        stop_price_trial(trial, by="bob", now=at)
    with pytest.raises(TrialNotFound):
        stop_price_trial(uuid4(), by="bob", now=at)


def test_what_is_on_trial_is_decided_already(milk):
    proposal = proposed(milk)
    begun([proposal])
    with pytest.raises(ProposalDecided):
        accept_proposal(proposal, by="ann", now=NOW)
    with pytest.raises(TrialRefused, match="Only open proposals"):
        begun([proposal])
    with pytest.raises(TrialRefused, match="another trial"):
        begun([proposed(milk)])


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"stores": STORES[:3]}, "stores"),
        ({"stores": [*STORES, STORES[0]]}, "stores"),
        ({"blocks": 3}, "blocks"),
        ({"block_days": 29}, "block_days"),
        ({"washout_days": 7}, "washout_days"),
        ({"first_on": NOW.date()}, "first_on"),
        ({"name": " "}, "name"),
        ({"proposals": []}, "proposals"),
    ],
)
def test_a_trial_that_cannot_tell_anything_is_refused_and_nothing_is_written(milk, more, field):
    said = {"proposals": [proposed(milk)], **more}
    with pytest.raises(TrialRefused) as refused:
        begun(**said)
    assert refused.value.field == field
    assert not PriceTrial.objects.exists()


def test_days_of_a_trial_are_those_of_the_channel_also_when_clocks_change():
    days = TrialDays(date(2026, 10, 31), 2, 2, 1, "America/New_York")
    begins, ends = days.block(0)
    assert (ends - begins, days.counted_days) == (timedelta(days=2), 1)
    assert ends.timestamp() - begins.timestamp() == 49 * 3600
    assert days.counted(1)[0].isoformat() == "2026-11-03T00:00:00-05:00"


def test_a_list_of_a_store_comes_before_everyones_and_after_a_companys(milk):
    for code, more in {
        "all": {},
        "there": {"store": "store-1"},
        "firm": {"company_id": uuid4()},
    }.items():
        open_price_list(OpenPriceList(code, code, "web", **more), now=NOW)
    listed("all", milk, "3.90")
    listed("there", milk, "3.80")
    forget_price_lists()
    assert paid_in("store-1", milk, NOW) == 380
    assert paid_in("store-2", milk, NOW) == 390
    why = price_explanation(
        milk, sku="MILK", channel_code="web", now=NOW, buyer=BuyingAs(store="store-1")
    )
    assert any("(in the store store-1) counts." in str(said) for said in why.explanation)
    both = OpenPriceList("both", "both", "web", customer_group="x", store="store-1")
    with pytest.raises(BadPriceList):
        open_price_list(both, now=NOW)
