"""Two workers who give up the same goods at once do it once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from factories.inventory import a_location, counts, stocked
from factories.ordering import CONTACT, a_cart

from serai.catalog.public import variants_of_skus
from serai.fulfilment.public import GroupState, SetSite, groups_of_order, put_aside, set_sites
from serai.kernel import clock
from serai.ordering.usecases.open_order_groups import open_order_groups
from serai.ordering.usecases.pickups.release_uncollected import release_uncollected
from serai.payments.public import payments_of_order

pytestmark = pytest.mark.django_db(transaction=True)


def test_goods_and_money_go_back_once(shop):
    milk = variants_of_skus(["MILK"])["MILK"].id
    stocked(milk, a_location("S7", kind="store", priority=5), 10)
    set_sites([SetSite("S7", "UTC", ("09:00-18:00",) * 7, hold_days=1)])
    checkout = a_cart(MILK=2)
    for path, body in (("/contact", CONTACT), ("/delivery", {"code": "pickup", "location": "S7"})):
        checkout.cart = checkout.shopper.put(checkout.path + path, body).json()
    checkout.shopper.post(f"{checkout.path}/payment", {"method": "card"})
    order_id = UUID(checkout.place().json()["id"])
    [group] = open_order_groups(order_id, now=clock.now())
    put_aside(group.id, now=clock.now())
    over = clock.now() + timedelta(days=4)

    def work(_: int) -> int:
        try:
            return release_uncollected(now=over)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))

    [ended] = groups_of_order(order_id)
    assert ended.state is GroupState.NO_SHOW
    assert counts(milk)["S7"] == (10, 0)
    [payment] = payments_of_order(order_id)
    assert payment.refunding.minor + payment.refunded.minor == payment.captured.minor
