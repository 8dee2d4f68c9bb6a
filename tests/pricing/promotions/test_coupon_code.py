"""Codes of coupons."""

import pytest

from serai.pricing.domain.promotions.coupon_code import (
    LETTERS,
    BadCouponCode,
    codes_of,
    normal_code,
    normal_prefix,
    shown_code,
)


@pytest.mark.parametrize(
    ("said", "kept"),
    [("SPRING24", "SPRING24"), (" spring-24 ", "SPRING24"), ("s p r_i\tng24", "SPRING24")],
)
def test_a_code_is_the_same_however_it_is_typed(said, kept):
    assert normal_code(said) == kept


@pytest.mark.parametrize(
    "said", ["", "AB", "A" * 41, "ÄRGER", "HALF%", "' OR 1=1", "A\x00BC", "١٢٣"]
)
def test_what_cannot_be_a_code_is_refused(said):
    with pytest.raises(BadCouponCode):
        normal_code(said)


def test_a_prefix_may_be_empty_but_not_long():
    assert normal_prefix(" spring- ") == "SPRING"
    assert normal_prefix("") == ""
    with pytest.raises(BadCouponCode):
        normal_prefix("A" * 17)


def test_made_codes_have_twelve_signs_that_nobody_takes_for_others():
    [first, second] = codes_of("SPRING", bytes(range(24)))

    assert first == "SPRING" + LETTERS[:12]
    assert second == "SPRING" + LETTERS[12:24]
    assert len(set(LETTERS)) == 32
    assert not set("01IO") & set(LETTERS)


def test_a_made_code_is_read_in_groups_of_four():
    assert shown_code("SPRINGABCDEFGHJKLM", "SPRING") == "SPRING-ABCD-EFGH-JKLM"
    assert shown_code("ABCDEFGHJKLM") == "ABCD-EFGH-JKLM"
