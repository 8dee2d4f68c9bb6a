"""What is told about a visit: by the reader's yes only, without scripts too, and never waited for."""

import asyncio

import pytest
from storefront.fake_platform import Platform
from storefront.reader import Reader

from serai_storefront.shop_api import clicks

BEACON = {"events": [{"name": "select_item", "params": {"items": [{"item_id": "100000"}]}}]}


@pytest.fixture
def counted(reader: Reader) -> Reader:
    """A reader who lets us count."""
    return decide(reader, "yes")


def decide(reader: Reader, answer: str) -> Reader:
    reader.open("/choices")
    form = reader.page.form("/choices")
    reader.post("/choices", {**form.fields, "analytics": answer})
    return reader


def events(reader: Reader, platform: Platform) -> list[dict]:
    """Return every event that was told, after those under way have arrived."""

    async def settled() -> None:
        await asyncio.gather(*clicks._under_way)

    reader.client._runner.run(settled())
    return [event for batch in platform.clicks for event in batch["events"]]


def names(reader: Reader, platform: Platform) -> set[str]:
    return {event["name"] for event in events(reader, platform)}


def test_nothing_is_told_before_a_decision_and_after_a_no(reader: Reader, platform: Platform):
    reader.open("/p/whole-milk-100000")
    decide(reader, "no")
    reader.open("/p/whole-milk-100000")
    reader.client.post("/events", json=BEACON)

    assert events(reader, platform) == []
    assert "serai_visitor" not in reader.client.cookies
    assert "data-tell-clicks" not in reader.open("/").answer.text


def test_pages_are_told_without_scripts(counted: Reader, platform: Platform):
    counted.open("/p/whole-milk-100000")
    counted.open("/search?q=milk")

    assert {"view_item", "search", "view_search_results", "page_view"} <= names(counted, platform)
    [viewed] = [each for each in events(counted, platform) if each["name"] == "view_item"]
    assert viewed["params"]["items"][0]["item_id"] == "100000"
    assert viewed["params"]["page_location"] == "/p/whole-milk-100000"
    assert {batch["client_id"] for batch in platform.clicks} == {
        counted.client.cookies["serai_visitor"]
    }
    assert all(batch["consent"] == {"analytics": True} for batch in platform.clicks)


def test_what_is_put_into_the_cart_is_told(counted: Reader, platform: Platform):
    counted.open("/p/whole-milk-100000")
    counted.send("/cart/lines", {"sku": "100000"}, quantity="2")

    [added] = [each for each in events(counted, platform) if each["name"] == "add_to_cart"]
    assert added["params"]["items"] == [{"item_id": "100000", "quantity": 2}]


def test_a_beacon_is_handed_on_under_the_readers_number(counted: Reader, platform: Platform):
    answer = counted.client.post("/events", json=BEACON)

    assert answer.status_code == 204
    assert "select_item" in names(counted, platform)
    assert "data-tell-clicks" in counted.open("/").answer.text


@pytest.mark.parametrize("body", [b"", b"[]", b'{"events": 1}', b"\xff"])
def test_a_beacon_that_says_nothing_is_refused(body: bytes, counted: Reader):
    assert counted.client.post("/events", content=body).status_code == 400


def test_a_beacon_of_another_site_is_not_heard(counted: Reader, platform: Platform):
    headers = {"Sec-Fetch-Site": "cross-site"}
    counted.client.post("/events", json=BEACON, headers=headers)

    assert "select_item" not in names(counted, platform)


def test_a_platform_that_is_away_holds_nobody_up(counted: Reader, platform: Platform):
    counted.open("/p/whole-milk-100000")
    platform.down = True

    assert counted.client.post("/events", json=BEACON).status_code == 204
    assert "select_item" not in names(counted, platform)


def test_taking_the_yes_back_drops_the_number(counted: Reader, platform: Platform):
    counted.open("/p/whole-milk-100000")
    assert "serai_visitor" in counted.client.cookies

    decide(counted, "no")

    assert "serai_visitor" not in counted.client.cookies
