"""Identifiers sort by time; cursors come back whole or not at all."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.kernel.ids import digest, new_secret, uuid7, uuid7_at
from serai.kernel.pages import BadCursor, decode_cursor, encode_cursor


def test_a_later_id_sorts_after_an_earlier_one():
    ids = [uuid7() for _ in range(1000)]

    assert ids == sorted(ids)
    assert {one.version for one in ids} == {7}


def test_the_id_of_a_past_instant_is_a_sortable_uuid7_and_always_the_same():
    start = datetime(2017, 1, 1, tzinfo=UTC)
    ids = [uuid7_at(start + timedelta(seconds=i), seed=b"basket") for i in range(100)]

    assert ids == sorted(ids)
    assert {(one.version, one.variant) for one in ids} == {(7, "specified in RFC 4122")}
    assert ids[0] == uuid7_at(start, seed=b"basket") != uuid7_at(start, seed=b"other")


def test_secrets_differ_and_only_their_digest_is_fixed():
    first, second = new_secret("srs_"), new_secret("srs_")

    assert first != second
    assert first.startswith("srs_")
    assert len(digest(first)) == 32


@given(st.datetimes(timezones=st.just(UTC)), st.uuids(), st.integers(), st.text())
def test_a_cursor_comes_back_whole(instant, identity, number, text):
    cursor = encode_cursor(instant, identity, number, text)

    assert decode_cursor(cursor, datetime, UUID, int, str) == (instant, identity, number, text)


@given(st.dates())
def test_a_day_in_a_cursor_comes_back(day):
    assert decode_cursor(encode_cursor(day), date) == (day,)


@given(st.text())
def test_no_text_makes_a_cursor_fail_otherwise_than_by_refusal(text):
    with suppress(BadCursor):
        decode_cursor(text, datetime, UUID)


@pytest.mark.parametrize("cursor", ["", "x", encode_cursor(1), encode_cursor("a", "b", "c")])
def test_a_cursor_of_another_list_is_refused(cursor):
    with pytest.raises(BadCursor):
        decode_cursor(cursor, str, int)
