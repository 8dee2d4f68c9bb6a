"""Offers go to whom they are worth it, within the budget, to nobody twice and to nobody who said no."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection
from factories.customers import NOW
from factories.offers import (
    SLOT,
    a_reader,
    everybody,
    no_more_letters,
    offers_are,
    sent,
)
from factories.promotions import a_draft, a_promotion

from serai.decisions.public import Mode
from serai.decisions.queries.running import kept_fresh
from serai.kernel.money import Money
from serai.marketing.models import OfferRun, OfferSending
from serai.marketing.queries.run_view import run_page, sending_page
from serai.marketing.queries.weighed_offers import OfferUnfit
from serai.marketing.usecases.send_offer_letter import send_offer_letter
from serai.marketing.usecases.send_offers import OffersAreOff, RunExists
from serai.plumbing.db import rows
from serai.pricing.models import Coupon
from serai.pricing.public import Holder, Use, redeem_promotions

pytestmark = pytest.mark.django_db


def test_whom_it_is_worth_it_for_gets_a_letter_with_a_coupon_of_their_own(coupon, letters, deliver):
    offers_are(Mode.ON)
    leaving, staying = a_reader(), a_reader(churn="0.0")

    run = sent(everybody(), coupon)
    deliver()

    assert (run.members, run.sent, run.held_out) == (2, 1, 0)
    [one] = sending_page(run.id).items
    assert (one.customer_id, one.arm, one.offer) == (leaving, "sent", "five-off")
    assert [name for name, _ in one.reasons] == ["churn", "when_here", "cost"]
    assert one.sent_at is not None
    [letter] = letters()
    assert letter["To"] == f"{leaving}@example.org"
    assert letter["Subject"] == "Five Off: a coupon for you"
    kept = Coupon.objects.get()
    assert (kept.code, kept.customer_id, kept.most_uses) == (one.coupon, leaving, 1)
    assert one.coupon in letter.get_body(("plain",)).get_content().replace("-", "")
    assert staying != leaving


def test_in_shadow_nobody_is_written_to_and_what_would_have_been_is_noted(coupon, letters, deliver):
    offers_are(Mode.SHADOW)
    a_reader()

    run = sent(everybody(), coupon)
    deliver()

    assert (run.sent, run.shadow) == (0, 1)
    assert letters() == []
    assert not Coupon.objects.exists()


def test_switched_off_nothing_is_sent_or_kept(coupon):
    offers_are(Mode.OFF)
    a_reader()

    with pytest.raises(OffersAreOff):
        sent(everybody(), coupon)

    assert not OfferRun.objects.exists()


def test_a_standing_holdout_is_kept_from_offers_and_known_to_be(coupon, letters, deliver):
    offers_are(Mode.ON, holdout=0.5)
    for _ in range(24):
        a_reader()

    run = sent(everybody(), coupon)
    deliver()

    assert run.sent + run.held_out == 24
    assert min(run.sent, run.held_out) >= 4
    assert len(letters()) == run.sent == Coupon.objects.count()


def test_on_without_a_policy_everybody_is_passed_over(coupon):
    from serai.decisions.public import SwitchSlot, switch_slot
    from serai.decisions.queries.running import refresh_plans

    switch_slot(SwitchSlot(SLOT, "web", Mode.ON, None, holdout=0.0), now=NOW)
    refresh_plans()
    a_reader()

    assert sent(everybody(), coupon).passed == 1


def test_a_run_is_made_once(coupon, letters, deliver):
    offers_are(Mode.ON)
    a_reader()
    segment = everybody()
    sent(segment, coupon)

    with pytest.raises(RunExists):
        sent(segment, coupon)
    deliver()

    assert len(letters()) == 1


def test_who_takes_the_consent_back_before_the_letter_leaves_gets_none(coupon, letters, deliver):
    offers_are(Mode.ON)
    person = a_reader()
    run = sent(everybody(), coupon)

    no_more_letters(person)
    deliver()

    assert letters() == []
    assert sending_page(run.id).items[0].dropped_because == "not_allowed"


@pytest.mark.parametrize("consents", [("profiling",), ("email_marketing",), ("ads",)])
def test_who_does_not_allow_both_is_not_even_weighed(coupon, consents):
    offers_are(Mode.ON)
    a_reader(*consents)

    assert sent(everybody(), coupon).sent == 0
    assert not OfferSending.objects.exists()


def test_a_letter_is_written_once_however_often_its_job_runs(coupon, letters, deliver):
    offers_are(Mode.ON)
    a_reader()
    run = sent(everybody(), coupon)
    deliver()

    send_offer_letter(sending_page(run.id).items[0].id)

    assert len(letters()) == 1


def test_the_letter_is_in_the_readers_language(coupon, letters, deliver):
    offers_are(Mode.ON)
    a_reader(locale="he-IL")
    sent(everybody(), coupon)
    deliver()

    [letter] = letters()
    assert letter["Subject"] == "חמישה שקלים הנחה: קופון בשבילך"
    assert 'dir="rtl"' in letter.get_body(("html",)).get_content()


def test_the_plan_keeps_to_the_budget(coupon):
    offers_are(Mode.ON)
    for tenth in range(2, 8):
        a_reader(churn=f"0.{tenth}")

    run = sent(everybody(), coupon, budget_minor=500)

    assert 0 < run.sent < 6
    assert run.cost <= run.budget == Money(500, "USD")
    assert run.gain <= run.at_most


def test_a_use_of_the_coupon_joins_back(coupon):
    offers_are(Mode.ON)
    person = a_reader()
    run = sent(everybody(), coupon)
    order, code = uuid4(), sending_page(run.id).items[0].coupon

    redeem_promotions(
        [Use(coupon, Money(500, "USD"), code)], order_id=order, holder=Holder(person), now=NOW
    )

    [one] = sending_page(run.id).items
    assert (one.order_id, one.given, one.used_at) == (order, Money(500, "USD"), NOW)


@pytest.mark.parametrize("fault", ["draft", "no-coupons", "euro", "twice"])
def test_a_promotion_that_cannot_be_sent_is_refused(coupon, fault):
    offers_are(Mode.ON)
    unfit = {
        "draft": lambda: [a_draft("later", needs_coupon=True).id],
        "no-coupons": lambda: [a_promotion("for-all").id],
        "euro": lambda: [a_promotion("in-euro", needs_coupon=True, currency="EUR").id],
        "twice": lambda: [coupon, coupon],
    }

    with pytest.raises(OfferUnfit):
        sent(everybody(), *unfit[fault]())


@pytest.fixture
def followed() -> Iterator[None]:
    """Let nobody look whether slots were switched meanwhile: a thread does, in a process that serves."""
    kept_fresh.set()
    yield
    kept_fresh.clear()


@pytest.mark.usefixtures("followed")
def test_ten_times_the_people_cost_no_further_statement(coupon, django_assert_max_num_queries):
    offers_are(Mode.ON)
    segment = everybody()
    for _ in range(2):
        a_reader()
    sent(segment, coupon, code="warm")
    with django_assert_max_num_queries(40) as few:
        sent(segment, coupon, code="few")
    for _ in range(18):
        a_reader()

    with django_assert_max_num_queries(len(few)):
        assert sent(segment, coupon, code="many").sent == 20


def test_pages_of_runs_and_customers_go_on_where_they_ended(coupon):
    offers_are(Mode.ON)
    segment = everybody()
    for _ in range(3):
        a_reader()
    first, second = (sent(segment, coupon, code=code).id for code in ("a", "b"))

    newest = run_page(limit=1)
    assert [each.id for each in newest.items] == [second]
    assert [each.id for each in run_page(limit=1, cursor=newest.next_cursor).items] == [first]
    some = sending_page(first, limit=2)
    rest = sending_page(first, limit=2, cursor=some.next_cursor)
    assert len({each.customer_id for each in (*some.items, *rest.items)}) == 3
    assert rest.next_cursor is None


@pytest.mark.django_db(transaction=True)
def test_of_four_who_send_the_same_run_together_one_does(coupon):
    offers_are(Mode.ON)
    person, segment, start = a_reader(), everybody(), Barrier(4)

    def send(_: int) -> int:
        start.wait()
        try:
            return sent(segment, coupon).sent
        except RunExists:
            return 0
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(send, range(4))) == 1

    assert rows("SELECT customer_id FROM marketing_offer_sending") == [(person,)]
    assert Coupon.objects.count() == 1
