"""The households of the demonstration data."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from factories.customers import NOW

from serai.config.complete_journey.households import (
    customer_id_of_household,
    known_households,
    load,
)
from serai.customers.models import Customer
from serai.customers.public import ImportReport, LogIn, allows, customer_by_email, log_in


class Counted:
    """A progress that nobody looks at."""

    def __init__(self) -> None:
        self.label, self.total, self.done = "", None, 0

    @contextmanager
    def __call__(self, label: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
        self.label, self.total = label, total
        yield self._advance

    def _advance(self, count: int) -> None:
        self.done += count


@pytest.fixture
def panel(db) -> Counted:
    progress = Counted()
    assert load(progress, households=40) == ImportReport(created=40)
    return progress


def test_a_household_is_a_customer_who_can_log_in(panel):
    household = log_in(LogIn("household-1@demo.example", "demo-shopper"), now=NOW).customer

    assert household.id == customer_id_of_household(1)
    assert (household.name, household.source, household.credential) == (
        "Household 1",
        "complete-journey",
        "shared",
    )
    assert household.created_at == datetime(2017, 1, 7, 18, 55, 24, tzinfo=UTC)
    assert household.demographics == {
        "household_id": 1,
        "age": "65+",
        "income": "35-49K",
        "home_ownership": "Homeowner",
        "marital_status": "Married",
        "household_size": "2",
        "household_comp": "2 Adults No Kids",
        "kids_count": "0",
        "derived": ["email", "name", "created_at", "password", "consents"],
    }


def test_a_household_without_demographics_keeps_its_number_only(panel):
    household = customer_by_email("household-2@demo.example")

    assert set(household.demographics) == {"household_id", "derived"}


def test_the_panel_allows_suggestions_and_nothing_is_sent_to_it(panel):
    household = customer_id_of_household(1)

    assert [allows(household, purpose) for purpose in ("personalisation", "analytics")] == [
        True
    ] * 2
    assert [allows(household, purpose) for purpose in ("email_marketing", "ads")] == [False] * 2


def test_loading_again_changes_nothing(panel):
    assert load(Counted(), households=40) == ImportReport(unchanged=40)


def test_a_smaller_sample_is_part_of_a_larger_one(panel):
    assert load(Counted(), households=50) == ImportReport(created=10, unchanged=40)
    assert Customer.objects.count() == 50


def test_progress_counts_households(panel):
    assert (panel.label, panel.total, panel.done) == ("Households", 40, 40)


def test_there_are_2469_households_and_801_are_described():
    found = known_households()

    assert found.height == 2469
    assert found["household_id"].is_sorted()
    assert found["age"].drop_nulls().len() == 801
