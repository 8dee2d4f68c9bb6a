"""The addresses of everything that is shown, in parts."""

import json
from datetime import UTC, datetime

from factories.catalog import NOW, a_channel, a_product
from factories.discovery import a_document, a_snapshot
from factories.pricing import priced

from serai.catalog.public import withdraw_product
from serai.discovery.queries.lists.addresses import PART, product_addresses
from serai.discovery.usecases.keep_fresh import refresh_everything
from serai.discovery.usecases.open_shelf import open_shelf
from serai.plumbing.auth import ensure_api_key

LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)


def test_every_product_that_is_shown_is_in_one_part():
    teas = [a_document(n, f"Tea {n}", slug=f"tea-{n}") for n in range(1, PART + 3)]
    snapshot = a_snapshot(teas)

    parts = [product_addresses(snapshot, part) for part in range(3)]

    assert [(len(each.slugs), each.parts) for each in parts] == [(PART, 2), (2, 2), (0, 2)]
    assert [slug for each in parts for slug in each.slugs] == [
        f"tea-{n}" for n in range(1, PART + 3)
    ]


def test_what_is_gone_has_no_address_and_what_is_new_has_one(shop, deliver):
    tea = a_product(sku="TEA")
    priced(tea.variants[0].id, "2.49", now=LONG_AGO)
    deliver()
    before = product_addresses(open_shelf("web"), 0).slugs

    withdraw_product(tea.id, reason="mouldy", now=NOW)
    jam = a_product(sku="JAM")
    priced(jam.variants[0].id, "1.00", now=LONG_AGO)
    deliver()

    refresh_everything(["web"])
    assert (before, product_addresses(open_shelf("web"), 0).slugs) == ([tea.slug], [jam.slug])


def test_an_empty_shop_has_no_parts(db, client, a_folder, settings):
    settings.SERAI_VAR = a_folder
    a_channel()
    ensure_api_key("pk_test_addresses", "tests", ["shop"], "web")

    answer = client.get("/api/shop/product-addresses", headers={"Serai-Key": "pk_test_addresses"})

    assert json.loads(answer.content) == {"slugs": [], "parts": 0}
