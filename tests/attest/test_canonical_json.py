"""Canonical JSON: the published vectors of RFC 8785."""

import json
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from serai.attest.domain.leaf import leaf_of
from serai.attest.domain.verifier import canonical, leaf_hash

unhurried = settings(deadline=None)
# RFC 8785, appendix B: the bits of a number, and its text.
NUMBERS = [
    ("0000000000000000", "0"),
    ("8000000000000000", "0"),
    ("0000000000000001", "5e-324"),
    ("8000000000000001", "-5e-324"),
    ("7fefffffffffffff", "1.7976931348623157e+308"),
    ("ffefffffffffffff", "-1.7976931348623157e+308"),
    ("4340000000000000", "9007199254740992"),
    ("c340000000000000", "-9007199254740992"),
    ("4430000000000000", "295147905179352830000"),
    ("44b52d02c7e14af5", "9.999999999999997e+22"),
    ("44b52d02c7e14af6", "1e+23"),
    ("44b52d02c7e14af7", "1.0000000000000001e+23"),
    ("444b1ae4d6e2ef4e", "999999999999999700000"),
    ("444b1ae4d6e2ef4f", "999999999999999900000"),
    ("444b1ae4d6e2ef50", "1e+21"),
    ("3eb0c6f7a0b5ed8c", "9.999999999999997e-7"),
    ("3eb0c6f7a0b5ed8d", "0.000001"),
    ("41b3de4355555553", "333333333.3333332"),
    ("41b3de4355555554", "333333333.33333325"),
    ("41b3de4355555555", "333333333.3333333"),
    ("41b3de4355555556", "333333333.3333334"),
    ("41b3de4355555557", "333333333.33333343"),
    ("becbf647612f3696", "-0.0000033333333333333333"),
    ("43143ff3c1cb0959", "1424953923781206.2"),
]

values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text()
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)  # fmt: skip


@pytest.mark.parametrize(("bits", "text"), NUMBERS)
def test_numbers_are_written_as_published(bits: str, text: str):
    [value] = struct.unpack(">d", bytes.fromhex(bits))

    assert canonical(value) == text


def test_the_example_of_the_standard():
    given_value = {
        "numbers": [333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/",
        "literals": [None, True, False],
    }

    assert canonical(given_value) == (
        '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    )


def test_names_are_sorted_by_their_utf_16_units():
    names = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]

    text = canonical(dict.fromkeys(names, 0))

    assert list(json.loads(text)) == [
        "\r",
        "1",
        "\u0080",
        "\u00f6",
        "\u20ac",
        "\U0001f600",
        "\ufb33",
    ]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 2**53, {1: 2}, {1, 2}, b"x"])
def test_what_has_no_exact_form_is_refused(value: object):
    with pytest.raises((ValueError, TypeError)):
        canonical(value)


def test_half_a_character_is_refused():
    with pytest.raises(ValueError, match="surrogates"):
        leaf_of("source", "1", "", {"note": "\ud800"})


@unhurried
@given(values)
def test_what_is_written_reads_the_same_and_writes_the_same(value: object):
    text = canonical(value)

    read = json.loads(
        text, parse_int=float
    )  # a large number without a fraction looks like an integer
    assert read == value
    assert canonical(read) == text


@unhurried
@given(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.dictionaries(st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True), values, max_size=6),
)
def test_a_leaf_is_the_hash_of_canonical_json(key: str, record: dict):
    leaf = leaf_of("stock.movement", key, "00ff", record)

    whole = {"source": "stock.movement", "key": key, "salt": "00ff", "record": record}
    assert leaf.hash == leaf_hash(canonical(whole).encode())
    assert len(leaf.marks) == 4 * len(record)
