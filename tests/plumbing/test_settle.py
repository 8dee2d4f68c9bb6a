"""Events whose readers have looked at everything since are handled."""

from uuid import UUID

import pytest

from serai.catalog.events import ProductsChanged
from serai.discovery.models import WaitingProduct
from serai.plumbing.db import execute, rows, unit_of_work
from serai.plumbing.events import handled_here, publish, settle, subscriptions, waiting_deliveries
from serai.plumbing.jobs import jobs

LISTENER = "discovery.follow_products"
FIRST, SECOND = UUID(int=1), UUID(int=2)


@pytest.fixture(autouse=True)
def _no_jobs_of_other_tests(db: None) -> None:
    execute("DELETE FROM procrastinate_jobs")


def test_what_is_settled_is_not_handled_and_what_came_later_is():
    _change(FIRST)
    covered = waiting_deliveries([LISTENER])
    _change(SECOND)

    settle(covered)
    _deliver()

    assert _heard() == {SECOND}
    assert len(covered) == 1


def test_others_still_handle_it():
    _change(FIRST)

    settle(waiting_deliveries(["discovery.follow_prices"]))
    _deliver()

    assert _heard() == {FIRST}


def test_settling_twice_is_settling_once():
    _change(FIRST)
    covered = waiting_deliveries(list(subscriptions()))

    settle(covered)
    settle(covered)
    _deliver()

    assert _heard() == set()
    assert rows("SELECT count(*) FROM plumbing_receipt") == [(1,)]


def _change(product_id: UUID) -> None:
    with unit_of_work():
        publish(ProductsChanged((product_id,)))


def _deliver() -> None:
    """Run the deliveries that wait, and nothing that they ask for."""
    for name, args in rows("SELECT task_name, args FROM procrastinate_jobs ORDER BY id"):
        if name == "plumbing.deliver":
            jobs()[name].run(args)


def _heard() -> set[UUID]:
    return set(WaitingProduct.objects.values_list("product_id", flat=True))


def test_what_a_unit_of_work_has_handled_itself_is_not_delivered_to_that_reader():
    with unit_of_work():
        publish(ProductsChanged((FIRST,)))
        handled_here(LISTENER)
        publish(ProductsChanged((SECOND,)))

    _deliver()

    assert _heard() == {SECOND}


def test_other_readers_get_what_one_has_handled_itself():
    with unit_of_work():
        publish(ProductsChanged((FIRST,)))
        handled_here("discovery.follow_prices")

    _deliver()

    assert _heard() == {FIRST}


def test_a_publisher_spares_a_reader_one_event_and_not_the_next():
    with unit_of_work():
        publish(ProductsChanged((FIRST,)), spares=(LISTENER,))
        publish(ProductsChanged((SECOND,)))

    _deliver()

    assert _heard() == {SECOND}
