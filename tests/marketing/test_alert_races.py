"""Alerts under real concurrency: asked twice, confirmed twice, ended while it is told, stock looked at twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from factories.alerts import a_shopper, asked, states, ticket_in, waiting
from factories.catalog import a_variant
from factories.inventory import a_location, stocked
from factories.pricing import priced

from serai.kernel import clock
from serai.marketing.models import Alert
from serai.marketing.usecases.alerts.check_prices import check_prices
from serai.marketing.usecases.alerts.check_stock import check_stock
from serai.marketing.usecases.alerts.confirm_alert import confirm_alert
from serai.marketing.usecases.alerts.end_alert import end_my_alert
from serai.marketing.usecases.alerts.send_alert import send_alert

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def milk(deliver):
    article = a_variant("MILK").id
    priced(article, "5.00", now=clock.now())
    deliver()
    return article


def together(*acts: Callable[[], object]) -> list[object]:
    """Run acts at the same time, each on a connection of its own."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        barrier.wait(60)
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_asked_four_times_at_once_it_is_one_alert(milk, letters, deliver):
    ada = a_shopper()

    together(*[lambda: asked("MILK", customer_id=ada)] * 4)
    together(*[lambda: asked("MILK", email="guest@example.org")] * 4)
    deliver()

    assert sorted(states()) == ["unconfirmed", "waiting"]
    assert len(letters()) == 1


def test_confirmed_twice_at_once_it_waits_once(milk, letters, deliver):
    asked("MILK", email="guest@example.org")
    deliver()
    ticket = ticket_in(letters()[0])

    seen = together(*[lambda: confirm_alert(ticket, now=clock.now()).state] * 4)

    assert (seen, states()) == (["waiting"] * 4, ["waiting"])


def test_an_alert_is_ended_or_falls_due_and_never_comes_back(milk, letters, deliver):
    ada = a_shopper()
    asked("MILK", customer_id=ada, target_minor=400)
    deliver()
    priced(milk, "4.00", now=clock.now())
    alert_id = Alert.objects.get().pk

    together(
        lambda: check_prices([milk], "web", now=clock.now()),
        lambda: end_my_alert(ada, alert_id, now=clock.now()),
    )
    together(
        lambda: send_alert(alert_id=alert_id),
        lambda: end_my_alert(ada, alert_id, now=clock.now()),
    )
    deliver()

    assert states() in (["ended"], ["told"])
    assert Alert.objects.get().over_at is not None


def test_one_arrival_that_many_workers_look_at_tells_no_more_than_it_should(
    milk, settings, deliver
):
    settings.SERAI_ALERTS_PER_UNIT = 2
    stocked(milk, a_location(), 3)
    waiting(milk, 20)

    told = together(*[lambda: check_stock([milk], "web", now=clock.now())] * 4)

    assert sorted(told) == [0, 0, 0, 6]
    assert states().count("due") == 6


def test_one_price_that_many_workers_look_at_is_told_once(milk, deliver):
    waiting(milk, 20, "price", target_minor=400)
    priced(milk, "4.00", now=clock.now())

    told = together(*[lambda: check_prices([milk], "web", now=clock.now())] * 4)

    assert sorted(told) == [0, 0, 0, 20]
