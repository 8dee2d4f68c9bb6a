"""The carrier's news are delivered until somebody takes them."""

from datetime import UTC, datetime, timedelta

import pytest
from outbound.receivers import receiving
from ports.test_carrier import A_PARCEL

from serai.fulfilment.adapters.local_carrier.book import Book
from serai.fulfilment.adapters.local_carrier.carrier import LocalCarrier
from serai.fulfilment.adapters.local_carrier.courier import deliver_due
from serai.fulfilment.domain.parcels.tracking_status import TrackingStatus

pytestmark = pytest.mark.enable_socket
NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)


@pytest.fixture
def carrier(a_folder):
    made = LocalCarrier(Book(a_folder / "book"), "https://x", b"a secret", now=lambda: NOW)
    label = made.label(A_PARCEL)
    for status in (TrackingStatus.ACCEPTED, TrackingStatus.DELIVERED):
        made.scan(label.tracking_number, status)
    yield made
    made.book.close()


def test_news_are_delivered_once_in_their_order(carrier):
    with receiving() as receiver:
        address = f"{receiver.url}/api/webhooks/carriers/local"
        counts = [deliver_due(carrier, address, now=NOW) for _ in range(2)]

    told = [carrier.news(each.headers, each.body, now=NOW)[0] for each in receiver.messages]
    assert counts == [2, 0]
    assert [news.status for news in told] == ["accepted", "delivered"]


def test_news_that_nobody_takes_are_delivered_again_later(carrier):
    with receiving(status=500) as receiver:
        address = f"{receiver.url}/news"
        refused = deliver_due(carrier, address, now=NOW)
        at_once = deliver_due(carrier, address, now=NOW)
        receiver.status = 204
        later = deliver_due(carrier, address, now=NOW + timedelta(seconds=6))

    assert (refused, at_once, later) == (0, 0, 2)
    assert len(set(receiver.ids)) == 2
