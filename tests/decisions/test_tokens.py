"""A token says what was shown, and nobody else can say it."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from serai.decisions.domain.key_ring import KeyRing
from serai.decisions.domain.token import (
    LONGEST_TOKEN,
    BadToken,
    Shown,
    ShownItem,
    TokenExpired,
    token_of,
    tokens_of,
)
from serai.kernel.ids import uuid7_at

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
WEEK = timedelta(days=7)
RING = KeyRing(b"a secret for tests only")
OTHER = KeyRing(b"another secret")
SHOWN = Shown(uuid7_at(NOW, seed=b"1"), 3, 4, 5, -77, holdout=False, shadow=True)

numbers = st.integers(0, 2**31 - 1)
shares = st.floats(0, 1, width=32)
items = st.uuids() | st.text(max_size=16)


@given(
    made=st.builds(
        Shown,
        decision_id=st.just(uuid7_at(NOW, seed=b"1")),
        setting_id=numbers,
        policy_id=numbers,
        arm_id=numbers,
        subject=st.integers(-(2**63), 2**63 - 1),
        holdout=st.booleans(),
        shadow=st.booleans(),
    ),
    one=st.builds(ShownItem, items, st.integers(0, 999), shares, st.integers(0, 0xFFFF), shares),
)
def test_what_goes_into_a_token_comes_out_of_it(made: Shown, one: ShownItem):
    [text] = tokens_of(made, [one], ring=RING, now=NOW)
    token = token_of(text, ring=RING, now=NOW, lasts=WEEK)

    assert len(text) <= LONGEST_TOKEN
    assert token.shown == made
    assert token.shown.decided_at == NOW
    assert token.item == replace(one, item=str(one.item))


def a_token(now: datetime = NOW, ring: KeyRing = RING) -> str:
    shown = Shown(uuid7_at(now, seed=b"1"), 3, 4, 5, -77, holdout=False, shadow=False)
    [text] = tokens_of(shown, [ShownItem(UUID(int=9), 2, 0.25)], ring=ring, now=now)
    return text


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_one_changed_byte_is_a_forgery(place, change):
    raw = bytearray(urlsafe_b64decode(a_token() + "=="))
    raw[place % len(raw)] ^= change
    forged = urlsafe_b64encode(bytes(raw)).rstrip(b"=").decode()

    with pytest.raises(BadToken):
        token_of(forged, ring=RING, now=NOW, lasts=WEEK)


@given(
    st.text(max_size=300) | st.binary(max_size=150).map(lambda raw: urlsafe_b64encode(raw).decode())
)
def test_nothing_else_is_a_token(text):
    with pytest.raises(BadToken):
        token_of(text, ring=RING, now=NOW, lasts=WEEK)


@pytest.mark.parametrize("change", ["{}=", " {}", "{}\n", "{}A"])
def test_a_token_is_spelt_in_one_way(change):
    with pytest.raises(BadToken):
        token_of(change.format(a_token()), ring=RING, now=NOW, lasts=WEEK)


def test_another_installations_token_is_none_of_ours():
    with pytest.raises(BadToken):
        token_of(a_token(ring=OTHER), ring=RING, now=NOW, lasts=WEEK)


def test_a_token_lasts_as_long_as_it_is_said():
    text = a_token()

    assert token_of(text, ring=RING, now=NOW + WEEK, lasts=WEEK)
    with pytest.raises(TokenExpired):
        token_of(text, ring=RING, now=NOW + WEEK + timedelta(milliseconds=1), lasts=WEEK)


@given(st.timedeltas(timedelta(0), timedelta(days=5000)), st.timedeltas(timedelta(0), WEEK))
def test_keys_change_every_quarter_and_the_one_before_is_still_good(after, later):
    signed_at = (NOW + after).replace(microsecond=0)
    text = a_token(now=signed_at)

    assert token_of(text, ring=RING, now=signed_at + later, lasts=WEEK)


def test_a_key_of_half_a_year_ago_signs_nothing_new():
    old = NOW - timedelta(days=200)
    [text] = tokens_of(SHOWN, [ShownItem(UUID(int=9), 2, 0.25)], ring=RING, now=old)

    with pytest.raises(BadToken):
        token_of(text, ring=RING, now=NOW, lasts=WEEK)


def test_an_item_with_a_long_name_gets_no_token():
    with pytest.raises(ValueError, match="at most 64 bytes"):
        tokens_of(SHOWN, [ShownItem("x" * 65, 0, 1.0)], ring=RING, now=NOW)
