"""What every adapter of lead times keeps to."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from factories.catalog import a_variant

from serai.fulfilment.adapters.supplier_lead_times import SupplierLeadTimes
from serai.fulfilment.public import (
    Supplied,
    Supplier,
    close_sites,
    set_supplied,
    set_suppliers,
)
from serai.inventory.ports import Expected, LeadTimes
from serai.kernel.ids import uuid7

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
WEEKDAYS = (True,) * 5 + (False,) * 2


@pytest.fixture(params=[SupplierLeadTimes], ids=["table"])
def lead_times(request: pytest.FixtureRequest, tea: UUID) -> LeadTimes:
    """Return an adapter that knows tea: from "acme", in two to four working days, Monday to Friday."""
    set_suppliers([Supplier("acme", "Acme Ltd", WEEKDAYS, 2, 4)])
    set_supplied([Supplied("TEA", "acme")])
    return request.param()


@pytest.fixture
def tea() -> UUID:
    """Return an article."""
    return a_variant("TEA").id


def test_working_days_count(lead_times, tea):
    found = lead_times.expected([tea], ordered_at=FRIDAY)

    assert found == {tea: Expected(date(2026, 11, 24), date(2026, 11, 26), "acme")}


def test_what_is_ordered_on_a_day_of_rest_waits(lead_times, tea):
    saturday = FRIDAY.replace(day=21)

    [found] = lead_times.expected([tea], ordered_at=saturday).values()

    assert (found.earliest, found.latest) == (date(2026, 11, 25), date(2026, 11, 27))


def test_when_everybody_rests_nothing_comes(lead_times, tea):
    close_sites([date(2026, 11, 23)], reason="Holiday")

    [found] = lead_times.expected([tea], ordered_at=FRIDAY).values()

    assert (found.earliest, found.latest) == (date(2026, 11, 25), date(2026, 11, 27))


def test_nothing_is_promised_of_what_nobody_supplies(lead_times):
    assert lead_times.expected([uuid7()], ordered_at=FRIDAY) == {}


def test_nothing_costs_no_statement(lead_times, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert lead_times.expected([], ordered_at=FRIDAY) == {}
