"""When it arrives: told for the postcode that a reader typed, or that their account knows."""

from zoneinfo import ZoneInfo

import pytest
from babel import Locale
from storefront.fake_platform import Platform
from storefront.reader import Reader

from serai_storefront.i18n.formats import Formats

MILK, OTHER = "/p/whole-milk-100000", "/p/gala-apples-100008"


def test_a_typed_postcode_is_reckoned_with_on_every_product(reader: Reader) -> None:
    before = reader.open(MILK)

    after = reader.send("/destination", postcode=" 45202 ")
    other = reader.open(OTHER)

    assert "At your door from Mon, Nov 23 to Tue, Nov 24" in before.text
    assert "When is it with you?" in before.text
    assert after.path == MILK
    for page in (after, other):
        assert "At your door on Mon, Nov 23" in page.text
        assert "Reckoned for 45202." in page.text
        assert "Main Street · about 3.2 km away" in page.text


@pytest.mark.parametrize(
    ("km", "said"), [(3.24, "3.2"), (9.96, "10"), (42.7, "43"), (1250.4, "1,250")]
)
def test_a_distance_is_told_as_exactly_as_it_helps(km: float, said: str) -> None:
    assert Formats(Locale("en", "US"), ZoneInfo("UTC")).kilometres(km) == said


def test_a_postcode_that_nobody_knows_is_told_to_change_nothing(reader: Reader) -> None:
    reader.open(MILK)

    page = reader.send("/destination", postcode="99501")

    assert "We do not know where 99501 is: this holds wherever you are." in page.text
    assert "At your door from Mon, Nov 23 to Tue, Nov 24" in page.text


def test_where_nothing_is_brought_to_no_day_is_promised(reader: Reader, platform: Platform) -> None:
    platform.areas = True
    before = reader.open(MILK)

    page = reader.send("/destination", postcode="99501")

    assert "At your door" not in before.text
    assert "When is it with you?" in before.text
    assert "We can promise no day for a delivery to 99501." in page.text
    assert "It cannot be collected from a store near 99501." in page.text
    assert "It cannot be collected" not in before.text


def test_the_address_of_the_account_is_used_until_another_postcode_is_typed(
    shopper: Reader, platform: Platform
) -> None:
    assert "Reckoned for 45501." in shopper.open(MILK).text

    typed = shopper.send("/destination", postcode="45402")
    forgotten = shopper.send("/destination", postcode="")

    assert "Reckoned for 45402." in typed.text
    assert "Reckoned for 45501." in forgotten.text


@pytest.mark.parametrize("postcode", ["<b>", "4", "45202~45203", "4" * 17])
def test_what_is_no_postcode_is_refused_in_words(
    reader: Reader, platform: Platform, postcode: str
) -> None:
    reader.open(MILK)

    page = reader.send("/destination", postcode=postcode)

    assert "This is no postcode. Look for a slip." in page.text
    assert "When is it with you?" in page.text


def test_what_is_sold_out_asks_for_no_postcode(reader: Reader) -> None:
    assert "When is it with you?" not in reader.open("/p/sharp-cheddar-cheese-100003").text
