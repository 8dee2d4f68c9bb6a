"""What shop fronts send: good events are kept, bad ones refused one by one, programs not heard."""

from uuid import UUID

import pytest
from facts.conftest import ANN, BOB, BROWSER, NOW, batch, every_byte, rows, view

from serai.plumbing.auth import Caller
from serai.plumbing.facts.clickstream.bots import MOST_A_MINUTE
from serai.plumbing.facts.clickstream.shapes import MOST_EVENTS
from serai.plumbing.facts.clickstream.take import (
    BatchRefused,
    BatchUnreadable,
    FactsNotKept,
    Sender,
    keep_events_once,
)
from serai.plumbing.facts.clickstream.vocabulary import VOCABULARY


def test_an_event_is_a_row_with_its_items_and_its_batch(send, write):
    event = view("1001", at="2026-11-22T10:29:59.5Z")
    event["params"]["page_location"] = "/p/milk"

    taken = send(event, customer_id=ANN)

    assert (taken.accepted, taken.refused, taken.kept) == (1, (), "events")
    assert write() == 1
    [row] = rows("view_item")
    assert row["event_id"] == event["id"]
    assert row["occurred_at"].isoformat() == "2026-11-22T10:29:59.500000+00:00"
    assert row["received_at"] == NOW
    assert (row["channel_code"], row["locale"]) == ("web", "en")
    assert (row["client_id"], row["session_id"]) == ("browser-1", "session-1")
    assert row["customer_id"] == str(ANN)
    assert (row["currency"], row["value_minor"]) == ("USD", 199)
    assert [(item["item_id"], item["quantity"]) for item in row["items"]] == [("1001", 1)]
    assert row["page_location"] == "/p/milk"


def test_bad_events_are_refused_by_path_and_the_good_ones_kept(send, write):
    wrong = view()
    wrong["params"]["items"] = [{"item_id": "1", "quantity": 1}, {"quantity": "two"}]
    taken = send(
        view("1"),
        wrong,
        {"name": "view_moon"},
        7,
        {"name": "purchase", "params": {"transaction_id": "A1", "value_minor": 3}},
        {"name": "search", "params": {"search_term": "milk", "secret": 1}},
        {"name": "login", "at": "2026-11-18T00:00:00Z"},
        {"name": "login", "at": "2026-11-22T11:00:00Z"},
        view("2"),
    )

    assert taken.accepted == 2
    assert [(each.event, each.path) for each in taken.refused] == [
        (1, "events[1].params.items[1].quantity"),
        (2, "events[2].name"),
        (3, "events[3]"),
        (4, "events[4].params"),
        (5, "events[5].params"),
        (6, "events[6].at"),
        (7, "events[7].at"),
    ]
    assert taken.refused[0].reason == "Expected `int | null`, got `str`"
    assert taken.refused[3].reason == "Name the currency of the amounts"
    assert write() == 2
    assert [row["items"][0]["item_id"] for row in rows("view_item")] in (["1", "2"], ["2", "1"])


@pytest.mark.parametrize(
    ("body", "path"),
    [
        (b"{}", "body"),
        (b"[]", "body"),
        (b'{"events": []}', "events"),
        (batch(*[view()] * (MOST_EVENTS + 1)), "events"),
        (batch(view(), client_id="me"), "client_id"),
        (batch(view(), client_id="ann@example.com"), "client_id"),
        (b'{"events": [{}], "name": "Ann"}', "body"),
    ],
)
def test_a_body_that_is_no_batch_is_refused(body: bytes, path: str):
    with pytest.raises(BatchRefused) as refusal:
        keep_events_once(body, _sender(), now=NOW)

    assert refusal.value.path == path


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b'{"events": [NaN]}'])
def test_a_body_that_is_not_json_is_unreadable(body: bytes):
    with pytest.raises(BatchUnreadable):
        keep_events_once(body, _sender(), now=NOW)


@pytest.mark.parametrize("table", VOCABULARY, ids=lambda table: table.name)
def test_every_word_of_the_vocabulary_is_taken(table, send, write):
    params = {
        "items": [{"item_id": "1"}],
        "transaction_id": "A1",
        "search_term": "milk",
    }
    given = {name: value for name, value in params.items() if name in table.required}

    assert send({"name": table.name, "params": given}).refused == ()

    assert write() == 1
    assert len(rows(table.name)) == 1


# --- consent ----------------------------------------------------------------------------------


def test_without_consent_only_a_number_is_kept(send, write, here):
    taken = send(
        view(), view(), {"name": "page_view"}, consent={"analytics": False}, customer_id=ANN
    )

    assert (taken.accepted, taken.kept) == (3, "counts")
    assert write() == 2
    counts = {row["event_name"]: row["events"] for row in rows("anonymous_count")}
    assert counts == {"view_item": 2, "page_view": 1}
    assert {row["occurred_at"].isoformat() for row in rows("anonymous_count")} == {
        "2026-11-22T10:00:00+00:00"
    }
    assert rows("view_item") == []
    for personal in ("browser-1", "session-1", str(ANN), "10:30"):
        assert personal not in every_byte(here)


def test_no_word_about_consent_is_a_no(send):
    assert send(view(), consent={}).kept == "counts"


def test_a_customer_whose_account_says_no_is_not_named_though_the_browser_says_yes(
    send, write, consents, here
):
    send(view("1"), customer_id=BOB, client_id="browser-of-bob")
    send(view("2"), customer_id=ANN)
    send(view("3"), client_id="browser-of-nobody")

    write()

    named = {row["items"][0]["item_id"]: row["customer_id"] for row in rows("view_item")}
    assert named == {"1": None, "2": str(ANN), "3": None}
    assert "browser-of-bob" not in every_byte(here)
    assert "browser-of-nobody" in every_byte(here)
    assert consents.asked == 1


# --- programs ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "user_agent",
    [
        "",
        "curl/8.9.1",
        "python-requests/2.32",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2)",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/140.0 Safari/537.36",
        "facebookexternalhit/1.1",
        "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
    ],
)
def test_a_program_is_not_heard(user_agent: str, send, write):
    assert send(view(), user_agent=user_agent).kept == "nothing"

    assert write() == 0


@pytest.mark.parametrize(
    "user_agent",
    [
        BROWSER,
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (Linux; Android 14; CUBOT KINGKONG 9) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
    ],
)
def test_a_person_is_heard(user_agent: str, send):
    assert send(view(), user_agent=user_agent).kept == "events"


def test_whoever_clicks_faster_than_people_is_a_program(send):
    kept = [
        send(*[view()] * 100, client_id="fast-one").kept for _ in range(MOST_A_MINUTE // 100 + 1)
    ]

    assert kept == ["events"] * (MOST_A_MINUTE // 100) + ["nothing"]
    assert send(view(), client_id="another-one").kept == "events"


def test_a_full_disk_is_said(send, here):
    (here / "spool").parent.mkdir(parents=True)
    (here / "spool").write_text("a file where the folder should be")

    with pytest.raises(FactsNotKept):
        send(view())


def _sender() -> Sender:
    return Sender(Caller(UUID(int=9), "web", frozenset({"shop"})), BROWSER, "203.0.113.7")
