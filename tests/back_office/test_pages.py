"""Every list of the back office costs the same however long it grows."""

import re
from collections.abc import Callable

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from factories.catalog import a_variant

from serai.plumbing.back_office import ReadOnlyAdmin
from serai.plumbing.db import rows

pytestmark = pytest.mark.django_db
SMALL = {User, Group}
QUEUE = {"plumbing.QueuedJob", "plumbing.DeadLetter"}  # emptied as jobs succeed
VIEWS = {
    "ledger.TrialBalanceLine",  # a line a kind and unit, however many rows are below
    "marketing.WantedArticle",  # a line an article for which somebody waits, sorted as a list of them is wanted
}
PAGES = [
    pytest.param(model, page, id=model._meta.label)
    for model, page in sorted(
        admin.site._registry.items(), key=lambda entry: entry[0]._meta.label_lower
    )
    if model not in SMALL
]


def address_of(model: type) -> str:
    return f"/admin/{model._meta.app_label}/{model._meta.model_name}/"


@pytest.mark.parametrize(("model", "page"), PAGES)
def test_a_list_neither_counts_nor_skips(owner: Client, model, page):
    owner.get("/admin/")

    with CaptureQueriesContext(connection) as queries:
        answer = owner.get(address_of(model))

    assert answer.status_code == 200
    statements = [query["sql"].upper() for query in queries]
    assert [sql for sql in statements if "COUNT(" in sql or "OFFSET" in sql] == []
    assert len(statements) <= 4, statements


@pytest.mark.parametrize(("model", "page"), PAGES)
def test_a_search_and_every_filter_answer(owner: Client, model, page):
    assert isinstance(page, ReadOnlyAdmin)
    searched = owner.get(address_of(model), {"q": "019abc%27';--"})

    assert searched.status_code == 200


@pytest.mark.parametrize(("model", "page"), PAGES)
def test_only_indexed_columns_are_searched_and_sorted(model, page):
    if model._meta.label in QUEUE | VIEWS:
        pytest.skip("holds only what waits, or a few lines")
    order = page.ordering[0].lstrip("-")
    names = page.get_search_fields(None)
    names.append(model._meta.pk.name if order == "pk" else order)

    assert [name for name in names if not _leads_an_index(model, name)] == []


def test_a_product_is_found_by_the_words_of_its_name(owner: Client):
    a_variant("MILK-1", name="Hollow Oak whole milk")
    a_variant("TEA-1", name="Hollow Oak black tea")

    page = owner.get("/admin/catalog/product/", {"q": "milk oak"}).content.decode()

    assert "Hollow Oak whole milk" in page
    assert "Hollow Oak black tea" not in page


@pytest.mark.parametrize(("model", "page"), PAGES)
def test_words_are_searched_where_they_are_indexed(model, page):
    if not page.search_words:
        return
    definitions = rows(
        "SELECT indexdef FROM pg_indexes WHERE tablename = %s", [model._meta.db_table]
    )

    assert any("USING gin" in text and page.search_words in text for (text,) in definitions)


@pytest.mark.parametrize(("model", "page"), PAGES)
def test_only_what_an_index_knows_is_filtered(model, page):
    if model._meta.label in QUEUE:
        pytest.skip("holds only what waits")
    definitions = rows(
        "SELECT indexdef FROM pg_indexes WHERE tablename = %s", [model._meta.db_table]
    )
    asked = [getattr(each, "column", each) for each in page.list_filter]
    known = [
        name
        for name in asked
        if any(re.search(rf"(\(|WHERE.*\b){name}\b", text) for (text,) in definitions)
    ]

    assert asked == known


@pytest.mark.parametrize(("model", "page"), PAGES)
def test_nothing_is_edited_by_hand(owner: Client, model, page):
    assert owner.get(f"{address_of(model)}add/").status_code == 403
    assert not page.has_change_permission(None)
    assert not page.has_delete_permission(None)


@pytest.mark.parametrize(("model", "page"), PAGES)
def test_staff_without_rights_see_nothing(clerk: Callable[..., Client], model, page):
    assert clerk().get(address_of(model)).status_code == 403


def test_shoppers_and_strangers_are_asked_to_log_in(client: Client):
    answer = client.get("/admin/")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/admin/login/")


def _leads_an_index(model: type, name: str) -> bool:
    """Whether the last step of a path is the first column of an index, and each step before too."""
    for step in name.split("__"):
        field = model._meta.get_field(step)
        if field.column not in _columns_that_lead_an_index(model):
            return False
        model = field.related_model or model
    return True


def _columns_that_lead_an_index(model: type) -> set[str]:
    with connection.cursor() as cursor:
        constraints = connection.introspection.get_constraints(cursor, model._meta.db_table)
    return {
        (rule["columns"] or [""])[0]
        for rule in constraints.values()
        if rule["index"] or rule["primary_key"] or rule["unique"]
    }
