"""The shop does not pay for who listens, and the courier's looks do not grow with the outbox."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from factories.webhooks import an_order_is_placed

from serai.kernel import clock
from serai.plumbing.db import rows
from serai.plumbing.webhooks.claim import claim
from serai.plumbing.webhooks.relay import relay


def _statements(act) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        act()
    return [query["sql"] for query in captured]


@pytest.mark.django_db(transaction=True)
def test_publishing_costs_the_same_however_many_listen(subscribed):
    alone = _statements(an_order_is_placed)
    for number in range(50):
        subscribed(f"https://shop.example/{number}")
    with_listeners = _statements(an_order_is_placed)

    assert len(with_listeners) == len(alone)
    assert not any("webhook" in sql for sql in with_listeners)


@pytest.mark.django_db(transaction=True)
def test_a_look_costs_the_same_however_much_has_happened(subscribed):
    for number in range(20):
        subscribed(f"https://shop.example/{number}")
    an_order_is_placed()
    few = _statements(lambda: (relay(now=clock.now()), claim(now=clock.now(), under_way={})))
    for _ in range(30):
        an_order_is_placed()
    many = _statements(lambda: (relay(now=clock.now()), claim(now=clock.now(), under_way={})))

    assert len(many) == len(few)
    assert rows("SELECT count(*) FROM plumbing_webhook_delivery") == [(20 * 31,)]
