"""Staff write conditions: with a count while they type, with faults at their place, with or without a script."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from factories.catalog import a_variant

from serai.catalog.public import WriteCollection, collection, collections, write_collection
from serai.customers.public import Register, register, segments
from serai.kernel.clock import now
from serai.plumbing.conditions import count_within
from serai.plumbing.db import rows

pytestmark = pytest.mark.django_db
COLLECTIONS, SEGMENTS = "/admin/catalog/collection/", "/admin/customers/segment/"


def rule(field: str, operator: str, value: Any = None) -> dict[str, Any]:
    return {"field": field, "operator": operator, "value": value}


def written(*rules: dict[str, Any]) -> str:
    return json.dumps({"combinator": "and", "not": False, "rules": [*rules]})


def count(client: Client, *rules: dict[str, Any], language: str = "en", **given: str) -> Any:
    return client.post(
        f"{COLLECTIONS}matches/",
        {"conditions": written(*rules), **given},
        headers={"Accept-Language": language},
    )


def test_the_count_comes_with_the_sentence(owner: Client):
    a_variant("MILK-1", name="Whole milk")
    a_variant("TEA-1", name="Black tea")

    told = count(owner, rule("name", "contains", "MILK")).json()

    assert told == {
        "matches": 1,
        "usable": None,
        "said": "1 match",
        "sentence": "Name contains “MILK”",
    }


def test_a_fault_comes_with_its_place_in_the_reader_s_language(owner: Client):
    answer = count(owner, rule("name", "contains", "x"), rule("added", "<", "soon"), language="pt")
    problem = answer.json()

    assert answer.status_code == 422
    assert (problem["code"], problem["status"]) == ("conditions.refused", 422)
    [fault] = problem["facts"]["errors"]
    assert (fault["path"], fault["code"]) == ("/rules/1/value", "instant")
    assert fault["detail"].startswith("Digite um dia")


def test_a_segment_counts_those_who_allow_its_purpose(owner: Client):
    answer = owner.post(
        f"{SEGMENTS}matches/", {"conditions": written(), "purpose": "email_marketing"}
    )

    assert answer.json()["said"] == "0 match; 0 of them allow this use"
    nothing = owner.post(f"{SEGMENTS}matches/", {"conditions": written(), "purpose": "curiosity"})
    assert nothing.json()["code"] == "customers.purpose_not_found"


def test_a_count_that_takes_too_long_is_given_up(owner: Client):
    assert count_within(lambda: rows("SELECT pg_sleep(5)"), patience_ms=20) is None
    assert count_within(lambda: rows("SELECT current_setting('statement_timeout')")) == [
        ("1500ms",)
    ]
    assert rows("SELECT current_setting('statement_timeout')") == [("0",)]


def test_only_who_may_write_may_count(clerk: Callable[..., Client], client: Client):
    reader = clerk("catalog.view_collection")

    assert count(reader).status_code == 403
    assert reader.get(f"{COLLECTIONS}write").status_code in (301, 403)
    assert reader.get(f"{COLLECTIONS}write/").status_code == 403
    assert count(client).status_code == 302


def test_the_count_is_asked_by_post(owner: Client):
    assert owner.get(f"{COLLECTIONS}matches/").status_code == 405


def test_a_collection_is_written_and_written_again(owner: Client):
    first = {"name": "Milk", "slug": "", "conditions": written(rule("name", "contains", "milk"))}
    answer = owner.post(f"{COLLECTIONS}write/", first)
    kept = collection("milk")

    assert answer.status_code == 302
    assert answer["Location"] == f"{COLLECTIONS}{kept.id}/change/"
    page = owner.get(f"{COLLECTIONS}{kept.id}/write/").content.decode()
    assert "&quot;contains&quot;" in page
    again = {"name": "Milk", "slug": "milk", "version": "1", "conditions": written()}
    assert owner.post(f"{COLLECTIONS}{kept.id}/write/", again).status_code == 302
    assert collection("milk").version == 2
    stale = owner.post(f"{COLLECTIONS}{kept.id}/write/", {**again, "name": "Other"})
    assert stale.status_code == 422
    assert "it is version 2 now" in stale.content.decode()


def test_faults_are_listed_without_a_script_and_nothing_is_written(owner: Client):
    wrong = {"name": "Milk", "slug": "", "conditions": written(rule("colour", "=", "red"))}
    answer = owner.post(f"{COLLECTIONS}write/", wrong)
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "<code>/rules/0/field</code></bdi> Choose what the rule is about." in page
    assert "&quot;colour&quot;" in page
    assert collections() == []


def test_a_segment_is_written_with_its_purpose(owner: Client):
    given = {"name": "Guests", "code": "guests", "purpose": "email_marketing"}
    owner.post(f"{SEGMENTS}write/", {**given, "conditions": written(rule("kind", "=", "guest"))})

    [kept] = segments()
    assert (kept.code, kept.purpose) == ("guests", "email_marketing")
    assert "Kind of customer is Guest" in owner.get(SEGMENTS).content.decode()


def test_a_segment_is_deleted_after_a_question(owner: Client):
    given = {"name": "Guests", "code": "guests", "purpose": "essential", "conditions": written()}
    owner.post(f"{SEGMENTS}write/", given)
    [kept] = segments()
    address = f"{SEGMENTS}{kept.id}/delete_row/"

    assert "Delete it?" in owner.get(address).content.decode()
    assert segments() == [kept]
    owner.post(address, {"_form_submitted": "True"})
    assert segments() == []


def test_conditions_that_have_lost_their_field_say_so_in_the_list(owner: Client):
    command = WriteCollection(name="Milk", conditions={"rules": [rule("name", "=", "x")]})
    kept = write_collection(command, now=now())
    from serai.catalog.models import Collection

    gone = {"combinator": "and", "rules": [rule("attribute.gone", "=", "x")]}
    Collection.objects.filter(pk=kept.id).update(conditions=gone)

    assert (
        "/rules/0/field: Choose what the rule is about." in owner.get(COLLECTIONS).content.decode()
    )
    assert owner.get(f"{COLLECTIONS}{kept.id}/write/").status_code == 200


def test_a_customer_s_page_says_why_they_belong(owner: Client):
    person = register(
        Register(name="Ada", email="ada@demo.example", password="nine green turtles", locale="he"),
        now=now(),
    )
    given = {"name": "Hebrew", "code": "hebrew", "purpose": "essential"}
    owner.post(f"{SEGMENTS}write/", {**given, "conditions": written(rule("locale", "=", "ru"))})

    page = owner.get(f"/admin/customers/customer/{person.id}/change/").content.decode()
    assert "<dt>hebrew</dt><dd>no. It does not match: Language is “ru” – but it is" in page


def test_a_chosen_language_tells_conditions_too(owner: Client):
    owner.post("/admin/language/", {"language": "ru", "next": "/admin/"})
    conditions = {"combinator": "and", "not": False, "rules": [rule("name", "contains", "Tea")]}
    write_collection(WriteCollection(name="Tea", slug="tea", conditions=conditions), now=now())

    page = owner.get(COLLECTIONS, headers={"Accept-Language": "pt"}).content.decode()

    asked = count(owner, rule("name", "contains", "x"), language="pt").json()
    assert "содержит «Tea»" in page
    assert "содержит «x»" in asked["sentence"]
