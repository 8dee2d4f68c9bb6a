"""The provider's page, on which a shopper sees what is due when."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from payments.makers import NOW, RETURN_URL

from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.payments.adapters.local.book import Book
from serai.payments.adapters.pay_later.plan import due
from serai.payments.adapters.pay_later.provider import PayLater
from serai.payments.ports import ChargeRequest, ChargeStatus
from serai.plumbing import wiring


@pytest.fixture
def provider(a_folder: Path) -> Iterator[PayLater]:
    book = Book(a_folder / "pay-later.sqlite3", patience=timedelta(seconds=5))
    made = PayLater(book, "http://testserver/pay-later", "key", b"secret")
    before = dict(wiring._bound)
    wiring.bind(PayLater, made)
    yield made
    wiring._bound.clear()
    wiring._bound.update(before)
    made.book.close()


@given(st.integers(1, 10**9))
def test_the_parts_add_up_and_differ_by_at_most_the_smallest_unit(minor: int):
    parts = [part.minor for _, part in due(Money(minor, "EUR"), date(2026, 3, 14))]

    assert sum(parts) == minor
    assert max(parts) - min(parts) <= 1
    assert parts == sorted(parts, reverse=True)


def a_session(provider: PayLater, minor: int = 1000) -> tuple[str, str]:
    """Return the key of a session and the path of its page."""
    request = ChargeRequest(uuid7(), Money(minor, "EUR"), "", RETURN_URL, "pay_later")
    result = provider.charge(request, now=NOW)
    return request.key, result.action_url.removeprefix("http://testserver")


def status(provider: PayLater, key: str) -> ChargeStatus:
    found = provider.status_of(key)
    assert found is not None
    return found.status


def test_the_page_shows_what_is_due_when(provider, client):
    key, path = a_session(provider)

    page = client.get(path)

    text = page.content.decode()
    assert page.status_code == 200
    assert "10.00" in text
    assert [text.count("3.34"), text.count("3.33")] == [1, 2]
    assert "script" not in text
    assert status(provider, key) is ChargeStatus.REQUIRES_ACTION


@pytest.mark.parametrize("language", ["he", "ru", "ar"])
def test_the_page_speaks_the_shoppers_language(provider, client, language: str):
    _, path = a_session(provider)

    text = client.get(path, headers={"Accept-Language": language}).content.decode()

    assert f'lang="{language}"' in text
    assert "Confirm your payment" not in text


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("approve", ChargeStatus.CAPTURED), ("refuse", ChargeStatus.FAILED)],
)
def test_the_shopper_answers_and_is_sent_back(provider, client, answer, expected):
    key, path = a_session(provider)

    response = client.post(path, {"answer": answer})

    assert (response.status_code, response["Location"]) == (302, RETURN_URL)
    assert status(provider, key) is expected
    assert client.get(path)["Location"] == RETURN_URL


def test_an_address_of_nothing_shows_nothing(provider, client):
    assert client.get("/pay-later/challenge/none").status_code == 404
