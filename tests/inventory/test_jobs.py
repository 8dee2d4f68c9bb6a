"""What the clock starts."""

from datetime import timedelta

import pytest
from factories.catalog import a_variant
from factories.inventory import a_location, counts, hold, stocked

from serai.inventory.jobs import release_expired_job
from serai.inventory.public import reservation, upsert_locations
from serai.kernel.clock import now
from serai.kernel.ids import uuid7

pytestmark = pytest.mark.django_db


def test_the_clock_frees_what_is_held_beyond_its_time():
    milk = a_variant("MILK").id
    stocked(milk, a_location("DC1"), 10)
    hold({milk: 1}, now=now() - timedelta(hours=1))
    hold({milk: 2}, now=now())

    release_expired_job()

    assert counts(milk) == {"DC1": (10, 2)}


def test_what_was_never_reserved_is_not_there():
    assert reservation(uuid7()) is None


def test_no_locations_are_a_fine_thing_to_make():
    assert upsert_locations([]) == {}
