"""Subscriptions and plans in the back office."""

import pytest
from back_office.test_actions import press
from django.test import Client
from factories.subscriptions import a_plan, a_subscriber, subscribed

from serai.ordering.models import SubscriptionPlan
from serai.ordering.queries.subscriptions.subscription_view import subscription

pytest_plugins = ["ordering.conftest"]
pytestmark = pytest.mark.django_db
LIST = "/admin/ordering/subscription/"
PLANS = "/admin/ordering/subscriptionplan/"


@pytest.fixture
def one(shop):
    a_plan()
    return subscribed(a_subscriber(shop))


def test_the_page_shows_what_comes_when(owner: Client, one):
    listed = owner.get(LIST).content.decode()
    page = owner.get(f"{LIST}{one.id}/change/").content.decode()

    assert "2 × MILK" in listed
    assert "active" in listed
    assert "Ann Example" in page
    assert "the default one on the day" in page


def test_staff_skip_pause_resume_and_end(owner: Client, one):
    press(owner, f"{LIST}{one.id}/skip/", reason="Asked by phone")
    assert [each.state for each in subscription(one.id).periods] == ["open", "skipped"]
    press(owner, f"{LIST}{one.id}/pause/", reason="On holiday")
    assert subscription(one.id).state == "paused"
    press(owner, f"{LIST}{one.id}/resume/")
    assert subscription(one.id).state == "active"
    page = press(owner, f"{LIST}{one.id}/end/", reason="Moving away")

    assert (subscription(one.id).state, subscription(one.id).reason) == (
        "cancelled",
        "Moving away",
    )
    assert "Ended. Moving away" in page


def test_a_plan_is_written_and_changed(owner: Client, shop):
    typed = {
        "channel_code": "web",
        "code": "refill",
        "name": "Refill",
        "intervals": "2w, 1m",
        "skus": "MILK BREAD",
        "notice_days": 3,
        "is_offered": "on",
    }
    press(owner, f"{PLANS}write_new/", **typed)
    plan = SubscriptionPlan.objects.get()
    assert (plan.intervals, plan.skus, plan.is_offered) == (["2w", "1m"], ["MILK", "BREAD"], True)

    changed = {**typed, "name": "Refills", "skus": ""}
    changed.pop("is_offered")
    press(owner, f"{PLANS}{plan.pk}/write_again/", **changed)

    plan.refresh_from_db()
    assert (plan.name, plan.skus, plan.is_offered, plan.version) == ("Refills", [], False, 2)


def test_an_interval_that_is_none_is_told(owner: Client, shop):
    typed = {"channel_code": "web", "code": "x", "name": "X", "notice_days": 3, "intervals": "3x"}

    page = press(owner, f"{PLANS}write_new/", **typed)

    assert "is no interval" in page
    assert not SubscriptionPlan.objects.exists()
