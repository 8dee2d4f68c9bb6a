"""Every list of the back office costs the same however long it grows."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from serai.plumbing.back_office import ReadOnlyAdmin

pytestmark = pytest.mark.django_db
SMALL = {User, Group}
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
def test_a_list_neither_counts_nor_skips(admin_client: Client, model, page):
    admin_client.get("/admin/")

    with CaptureQueriesContext(connection) as queries:
        answer = admin_client.get(address_of(model))

    assert answer.status_code == 200
    statements = [query["sql"].upper() for query in queries]
    assert [sql for sql in statements if "COUNT(" in sql or "OFFSET" in sql] == []
    assert len(statements) <= 4, statements


@pytest.mark.parametrize(("model", "page"), PAGES)
def test_a_search_and_every_filter_answer(admin_client: Client, model, page):
    assert isinstance(page, ReadOnlyAdmin)
    searched = admin_client.get(address_of(model), {"q": "019abc%27';--"})

    assert searched.status_code == 200


@pytest.mark.parametrize(("model", "page"), PAGES)
def test_only_indexed_columns_are_searched_and_sorted(model, page):
    led_by = _columns_that_lead_an_index(model)
    searched = [model._meta.get_field(name).column for name in page.get_search_fields(None)]
    order = page.ordering[0].lstrip("-")
    sorted_by = model._meta.pk if order == "pk" else model._meta.get_field(order)

    assert [column for column in [*searched, sorted_by.column] if column not in led_by] == []


@pytest.mark.parametrize(("model", "page"), PAGES)
def test_nothing_is_edited_by_hand(admin_client: Client, model, page):
    assert admin_client.get(f"{address_of(model)}add/").status_code == 403
    assert not page.has_change_permission(None)
    assert not page.has_delete_permission(None)


@pytest.mark.parametrize(("model", "page"), PAGES)
def test_staff_without_rights_see_nothing(client: Client, model, page):
    client.force_login(User.objects.create_user("visitor", is_staff=True))

    assert client.get(address_of(model)).status_code == 403


def test_shoppers_and_strangers_are_asked_to_log_in(client: Client):
    answer = client.get("/admin/")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/admin/login/")


def _columns_that_lead_an_index(model: type) -> set[str]:
    with connection.cursor() as cursor:
        constraints = connection.introspection.get_constraints(cursor, model._meta.db_table)
    return {
        (rule["columns"] or [""])[0]
        for rule in constraints.values()
        if rule["index"] or rule["primary_key"] or rule["unique"]
    }
