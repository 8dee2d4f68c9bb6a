"""The simulated month: its days happen through the real use cases, and what was promised is judged."""

from datetime import timedelta

import pytest

from serai.config.simulated_month.month import FIRST, live_through
from serai.fulfilment.models import Booking, DayLoad, Group
from serai.fulfilment.public import kept_promises
from serai.fulfilment.queries.network import forget_network

pytestmark = pytest.mark.django_db


def test_a_day_happens_and_every_order_is_promised_booked_and_judged():
    forget_network()

    month, ended_at = live_through(seed=7, days=1, orders_a_day=6)

    told = kept_promises(FIRST, ended_at + timedelta(days=60), now=ended_at + timedelta(days=60))
    happened = month.happened
    assert happened["orders"] >= 1
    assert happened["without a promise"] == 0
    assert told[0].promises.known == Group.objects.exclude(state="cancelled").count()
    assert sum(load.taken for load in DayLoad.objects.all()) == Booking.objects.count()
    assert Booking.objects.count() == Group.objects.exclude(state="cancelled").count()
    forget_network()
