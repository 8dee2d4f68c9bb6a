"""What an offer does is learned from the shop's own runs, believed as far as it is seen, and counted with."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from factories.customers import NOW
from factories.offers import everybody, offers_are, sent
from marketing.watched_run import OVER, Truth, a_watched_run, readers

from serai.decisions.public import Mode
from serai.kernel.money import Money
from serai.marketing.models import OfferReading, OfferSending
from serai.marketing.queries.learnt_effects import learnt_effects
from serai.marketing.queries.planned_run import SendOffers, run_preview
from serai.marketing.queries.run_readings import run_readings
from serai.marketing.queries.weighed_offers import SentOffer
from serai.marketing.usecases.learn_effects import learn_effects
from serai.marketing.usecases.read_runs import read_runs
from serai.plumbing.facts.spool import spool

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_var_of_its_own(settings: Any, a_folder: Path) -> Iterator[None]:
    """Keep facts and models of a test in its own folder."""
    settings.SERAI_VAR = a_folder
    settings.SERAI_FACTS_KEEP_DAYS = {}
    yield
    spool().close()


@pytest.fixture
def run(coupon):
    """Return a run to 250 readers, four in ten of whom its own lot kept from their offer."""
    offers_are(Mode.ON)
    readers(250)
    return a_watched_run(everybody(), coupon)


def test_the_lot_keeps_the_share_that_was_said_and_nobody_else(run):
    arms = OfferSending.objects.filter(run_id=run.id)

    assert (run.sent, run.held_out) == (150, 100)
    assert arms.filter(kept_by="run", arm="held_out", coupon="", token="").count() == 100
    assert arms.filter(kept_by="", arm="sent").count() == 150


def test_what_was_made_up_is_what_is_read(run, coupon):
    assert read_runs(now=OVER) == 1

    [read] = OfferReading.objects.all()
    assert (read.whole, read.sent, read.kept) == (True, 150, 100)
    assert (read.kept_bought, read.sent_bought, read.used) == (40, 105, 57)
    assert (read.sent_minor, read.kept_minor) == (1_050_000, 400_000)
    assert read.given_minor == 57 * 500
    assert read.shown["mean"] == pytest.approx([0.5, 0.0, 0.2], abs=1e-6)
    assert read.promotion_id == coupon


def test_it_is_read_again_until_its_days_are_over_and_then_no_more(run):
    assert read_runs(now=NOW + timedelta(days=30)) == 1
    assert not OfferReading.objects.get().whole
    assert learn_effects(now=NOW + timedelta(days=30)) is None

    assert (read_runs(now=OVER), read_runs(now=OVER)) == (1, 0)


def test_the_next_plan_counts_with_what_the_run_showed(run, coupon):
    read_runs(now=OVER)
    published = learn_effects(now=OVER)

    assert published is not None
    assert published.refused_because == ""
    assert published.card.figure.value > published.card.figure.baseline
    [learnt] = learnt_effects().values()
    assert (learnt.runs, learnt.people) == (1, 250)
    [first] = run.offers
    [second] = sent(run.segment_id, coupon, code="summer").offers
    assert first["wins_back"] == first["said"]["wins_back"] == second["said"]["wins_back"] == "0.2"
    assert Decimal("0.35") < Decimal(second["wins_back"]) < Decimal("0.5")
    assert Decimal(second["doubt"][0]) < Decimal(first["doubt"][0])
    assert (first["runs"], second["runs"]) == (0, 1)


def test_what_one_half_says_and_the_other_denies_is_not_believed(run):
    read_runs(now=OVER)
    read = OfferReading.objects.get()
    read.shown["halves"][1]["mean"][0] = -2.0
    read.save()

    published = learn_effects(now=OVER)

    assert published is not None
    assert "worse than" in published.refused_because
    assert learnt_effects() == {}


def test_of_a_run_that_kept_hardly_anybody_nothing_is_learned(coupon):
    offers_are(Mode.ON)
    readers(30)
    sent(everybody(), coupon, holdout=Decimal("0.1"))

    read_runs(now=OVER)

    assert OfferReading.objects.get().shown is None
    assert learn_effects(now=OVER) is None


def test_in_shadow_no_lot_is_drawn_and_nothing_is_read(coupon):
    offers_are(Mode.SHADOW)
    readers(20)

    run = sent(everybody(), coupon, holdout=Decimal("0.5"))

    assert (run.shadow, run.held_out) == (20, 0)
    assert read_runs(now=OVER) == 0


def test_several_runs_of_an_offer_say_more_than_one(coupon):
    offers_are(Mode.ON)
    readers(250)
    segment = everybody()
    a_watched_run(segment, coupon, code="one", truth=Truth(wins_back=5))
    read_runs(now=OVER)
    learn_effects(now=OVER)
    [once] = learnt_effects().values()
    [read] = OfferReading.objects.all()
    run = sent(segment, coupon, code="two", holdout=Decimal("0.4"), budget_minor=10_000_000)
    OfferReading.objects.create(
        run_id=run.id, promotion_id=coupon, offer="five-off", seen_until=read.seen_until, whole=True,
        sent=read.sent, kept=read.kept, sent_bought=read.sent_bought, kept_bought=read.kept_bought,
        sent_minor=read.sent_minor, kept_minor=read.kept_minor, used=read.used, given_minor=0, shown=read.shown,
    )  # fmt: skip

    learn_effects(now=OVER)

    [twice] = learnt_effects().values()
    assert (once.runs, twice.runs) == (1, 2)
    assert twice.shown.error[0] == pytest.approx(once.shown.error[0] / 2**0.5)


def test_the_preview_tells_what_is_believed_and_from_how_many_runs(run, coupon):
    read_runs(now=OVER)
    learn_effects(now=OVER)
    said = SentOffer(
        promotion_id=coupon, cost_minor=500, wins_back=Decimal("0.2"), lifts=Decimal("0.02"),
        used_by=Decimal("0.6"),
    )  # fmt: skip
    command = SendOffers(
        code="next", channel_code="web", segment_id=run.segment_id, offers=(said,), margin=Decimal("0.25"),
        budget_minor=10_000_000, valid=timedelta(days=14), made_by="test", holdout=Decimal("0.1"),
    )  # fmt: skip

    found = run_preview(command, now=NOW)

    assert (found.members, found.known, found.chosen, found.kept_back) == (250, 250, 250, 25)
    [offer] = found.offers
    assert (offer.runs, offer.people_in_runs, offer.people) == (1, 250, 250)
    assert offer.shares[0].said == Decimal("0.2") < offer.shares[0].believed
    assert offer.gain.minor == pytest.approx(found.gain.minor, rel=1e-3)
    assert found.gain > found.cost


def test_what_a_run_brought_is_told_with_its_interval(run):
    read_runs(now=OVER)

    [read] = run_readings(run.id).readings

    assert (read.spent_each, read.kept_spent_each) == (Money(7000, "USD"), Money(4000, "USD"))
    assert read.brought == Money(round(0.25 * 150 * 3000) - 57 * 500, "USD")
    assert read.brought_low < read.brought < read.brought_high
    assert [each.planned for each in read.shares] == [0.2, 0.02, 0.6]
    assert read.shares[0].low < 0.5 < read.shares[0].high
