"""What every knower of stores keeps to."""

import pytest
from factories.inventory import a_location

from serai.ordering.adapters.known_stores import KnownStores
from serai.pricing.ports import Store, Stores


@pytest.fixture(params=[KnownStores])
def stores(request: pytest.FixtureRequest, db: None) -> Stores:
    return request.param()


def test_stores_come_by_their_code_and_nothing_else_comes(
    stores: Stores, django_assert_num_queries
):
    for code, kind in (("s2", "store"), ("dc-1", "dc"), ("s1", "store")):
        a_location(code, kind=kind)

    with django_assert_num_queries(1):
        found = stores.all()

    assert [each.code for each in found] == ["s1", "s2"]
    assert all(isinstance(each, Store) and each.name for each in found)


def test_without_stores_there_is_none(stores: Stores):
    assert stores.all() == []
