"""Decisions in the reads: only for whom they are made, and never in what everybody shares."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from django.test import Client
from factories.catalog import a_channel, a_variant
from factories.decisions import NOW, a_policy, switched
from factories.discovery import a_document, an_id, write_files

from serai.decisions.domain.exposure_buffer import buffer
from serai.decisions.public import Mode
from serai.decisions.queries.running import forget_plans, kept_fresh, refresh_plans
from serai.discovery.models.files.channel_folder import ChannelFolder
from serai.discovery.queries.shelves.current import forget_shelves
from serai.inventory.models import Scarcity
from serai.plumbing.auth import ensure_api_key

KEY, ANN = "pk_test_deciding", "a-visitor-called-ann"
SLOT_OF = {
    "search?q=tea": "search.ranking",
    "products?category=milk": "listing.ranking",
    "products/tea-0/similar": "product.similar",
}


@pytest.fixture
def ask(db: None, a_folder: Path, settings: Any) -> Iterator[Callable[..., Any]]:
    """Return a function that reads an address as a visitor, or as nobody."""
    settings.SERAI_VAR = a_folder
    forget_shelves()
    forget_plans()
    buffer.take(10_000)
    teas = [
        a_document(n, f"Tea {n}", slug=f"tea-{n}", brand="Acme", price=100 + n) for n in range(9)
    ]
    write_files(ChannelFolder.of(a_folder, "web"), "deciding", teas)
    a_channel()
    ensure_api_key(KEY, "tests", ["shop"], "web")

    def read(address: str, visitor: str = "") -> Any:
        headers = {"Serai-Key": KEY} | ({"Serai-Visitor": visitor} if visitor else {})
        return Client().get(f"/api/shop/{address}", headers=headers)

    yield read
    buffer.take(10_000)
    forget_shelves()
    forget_plans()


def items(answer: Any) -> list[dict[str, Any]]:
    return msgspec.json.decode(answer.content)["items"]


def cheapest_first() -> str:
    rules = [
        {
            "when": {"rules": [{"field": "price_minor", "operator": ">=", "value": 105}]},
            "places": 50,
        }
    ]
    return a_policy("dear-first", "rules", rules=rules)


@pytest.mark.parametrize("address", SLOT_OF)
def test_a_visitor_is_shown_what_the_policy_says_and_nobody_keeps_it(ask, address: str):
    before = items(ask(address))
    switched(policy=cheapest_first(), slot=SLOT_OF[address])

    answer = ask(address, ANN)

    shown = items(answer)
    assert {one["id"] for one in shown} == {one["id"] for one in before}
    assert [one["price"] >= 105 for one in shown] == sorted(
        (one["price"] >= 105 for one in shown), reverse=True
    )
    assert all(one["decision_token"] for one in shown)
    assert len({one["decision_token"] for one in shown}) == len(shown)
    assert (answer["Cache-Control"], "ETag" in answer) == ("private, no-store", False)
    assert "Serai-Visitor" in answer["Vary"]


def test_a_rule_may_move_scarce_articles(ask, settings):
    rare = a_variant("RARE")
    Scarcity.objects.create(
        variant_id=rare.id, since=NOW, seen_at=NOW, held=1, expected=9, due_on=NOW.date()
    )
    teas = [a_document(n, f"Tea {n}", slug=f"tea-{n}") for n in range(3)]
    first = replace(teas[0], product_id=rare.product_id)
    write_files(ChannelFolder.of(settings.SERAI_VAR, "web"), "scarce", [first, *teas[1:]])
    rules = [
        {"when": {"rules": [{"field": "scarce", "operator": "=", "value": True}]}, "places": 50}
    ]
    before = [one["id"] for one in items(ask("products?category=milk"))]
    switched(policy=a_policy("scarce-first", "rules", rules=rules), slot="listing.ranking")

    after = [one["id"] for one in items(ask("products?category=milk", ANN))]

    assert before[-1] == str(an_id(0))
    assert after == [before[-1], *before[:-1]]


@pytest.mark.parametrize("address", SLOT_OF)
def test_who_is_not_told_apart_shares_what_is_prepared(ask, address: str):
    before = ask(address)
    switched(policy=cheapest_first(), slot=SLOT_OF[address])
    ask(address, ANN)

    after = ask(address)

    assert after.content == before.content
    assert after["ETag"] == before["ETag"]
    assert b"decision_token" not in after.content
    assert len(buffer) == 1


@pytest.mark.parametrize("address", SLOT_OF)
def test_a_slot_that_is_off_shares_what_is_prepared_with_visitors_too(ask, address: str):
    assert ask(address, ANN).content == ask(address).content
    switched(Mode.OFF, slot=SLOT_OF[address])

    assert ask(address, ANN)["ETag"] == ask(address)["ETag"]
    assert len(buffer) == 0


def test_home_decides_each_shelf(ask):
    switched(policy=a_policy())

    shelves = msgspec.json.decode(ask("suggestions", ANN).content)["shelves"]

    assert len(buffer) == len(shelves)


def test_only_the_order_of_relevance_is_decided(ask):
    switched(policy=cheapest_first(), slot="search.ranking")

    by_price = items(ask("search?q=tea&sort=price", ANN))

    assert [one["price"] for one in by_price] == sorted(one["price"] for one in by_price)
    assert len(buffer) == 0


def test_pages_of_results_stay_apart(ask):
    switched(policy=cheapest_first(), slot="search.ranking")

    first = msgspec.json.decode(ask("search?q=tea&limit=4", ANN).content)
    second = items(ask(f"search?q=tea&limit=4&cursor={first['next_cursor']}", ANN))

    ids = [one["id"] for one in (*first["items"], *second)]
    assert len(set(ids)) == len(ids) == 8


def test_a_read_that_decides_spends_no_statement_of_its_own(ask, django_assert_num_queries):
    switched(policy=a_policy(), slot="search.ranking")
    ask("search?q=tea", ANN)
    refresh_plans()
    kept_fresh.set()
    try:
        with django_assert_num_queries(0):
            ask("search?q=tea", "somebody-else")
    finally:
        kept_fresh.clear()


@pytest.mark.parametrize("visitor", ["short", "x" * 65, "with space in it", "ümlaut-visitor"])
def test_a_visitors_name_that_is_none_is_refused(ask, visitor: str):
    answer = ask("search?q=tea", visitor)

    assert answer.status_code == 400
    assert answer.json()["facts"]["name"] == "Serai-Visitor"
