"""The letter that tells that a parcel is on its way."""

from datetime import date

import pytest

from serai.ordering.domain.letter_words import LETTER_WORDS
from serai.ordering.domain.parcel_letter import ParcelFacts, parcel_letter


def facts(**changes: object) -> ParcelFacts:
    told = {
        "order_number": "24-7KX9",
        "lines": ((2, "Tea <green>"),),
        "to_come": False,
        "last_on": date(2026, 12, 4),
        "carrier": "UPS",
        "tracking_number": "1Z9",
        "tracking_url": "https://carrier.example/1Z9?a=1&b=2",
        "url": "https://shop.example/orders/1",
    }
    return ParcelFacts(**{**told, **changes})  # type: ignore[arg-type]


def test_a_parcel_tells_what_is_in_it_by_when_it_comes_and_how_to_follow_it() -> None:
    letter = parcel_letter(facts(), locale="en-GB")

    assert letter.subject == "Your order 24-7KX9 is on its way"
    assert letter.text == (
        "This is in the parcel:\n\n2 × Tea <green>\n\nIt is with you by December 4, 2026.\n\n"
        "UPS 1Z9\n\nFollow the parcel: https://carrier.example/1Z9?a=1&b=2\n\n"
        "See your order: https://shop.example/orders/1\n"
    )
    assert "<bdi>2 × Tea &lt;green&gt;</bdi>" in letter.html
    assert 'href="https://carrier.example/1Z9?a=1&amp;b=2"' in letter.html


def test_part_of_an_order_says_that_more_follows() -> None:
    letter = parcel_letter(facts(to_come=True), locale="en")

    assert letter.subject == "Part of your order 24-7KX9 is on its way"
    assert "The rest follows by itself" in letter.text


def test_what_nobody_knows_is_not_said() -> None:
    nothing = {"last_on": None, "carrier": "", "tracking_number": "", "tracking_url": ""}

    letter = parcel_letter(facts(**nothing), locale="en")

    assert letter.text == (
        "This is in the parcel:\n\n2 × Tea <green>\n\nSee your order: https://shop.example/orders/1\n"
    )


@pytest.mark.parametrize("language", sorted(LETTER_WORDS))
def test_every_language_of_the_shop_is_spoken(language: str) -> None:
    letter = parcel_letter(facts(to_come=True), locale=language)

    assert f'lang="{language}"' in letter.html
    assert (language == "en") == ("on its way" in letter.subject)
    assert ('dir="rtl"' in letter.html) == (language in ("he", "ar"))
