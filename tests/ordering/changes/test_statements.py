"""Lists of returns cost the same however many there are."""

from typing import Any
from uuid import UUID

import pytest
from factories.ordering import staff
from ordering.changes.makers import a_bought_order, handed_over

from serai.kernel import clock
from serai.ordering.domain.returns.rules import ReturnReason
from serai.ordering.usecases.returns.request_return import (
    RequestReturn,
    ReturnedUnits,
    request_return,
)

pytestmark = pytest.mark.django_db


def _announced(order_id: UUID, key: str) -> None:
    lines = [ReturnedUnits(1, 1, ReturnReason.OTHER)]
    request_return(RequestReturn(order_id, key, lines), now=clock.now())


@pytest.mark.parametrize("count", [1, 4])
def test_lists_of_returns_take_as_many_statements(
    shop, an_account, django_assert_num_queries: Any, count: int
):
    shopper, order_id, _ = a_bought_order(an_account(), MILK=4)
    handed_over(order_id)
    for n in range(count):
        _announced(order_id, f"ask {n}")
    staff().get("/returns?limit=1")
    shopper.get("/returns?limit=1")

    with django_assert_num_queries(3):
        found = staff().get("/returns")
    with django_assert_num_queries(4):
        mine = shopper.get("/returns")

    assert len(found.json()["items"]) == len(mine.json()["items"]) == count
