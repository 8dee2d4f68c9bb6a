"""The letter with a coupon says the same in every language."""

from datetime import date

import pytest

from serai.marketing.domain.offer_letter import offer_letter

LANGUAGES = {
    "en": "until March 28, 2027",
    "he": "עד 28 במרץ 2027",
    "ru": "до 28 марта 2027",
    "be": "да 28 сакавіка 2027",
    "ka": "28 მარტი, 2027",
    "ar": "حتى 28 مارس 2027",
    "pt": "até 28 de março de 2027",
}


def written(locale):
    return offer_letter(
        "<5 off>",
        "ABCD-EFGH",
        until=date(2027, 3, 28),
        locale=locale,
        shop="shop.example",
        url="https://u",
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_names_offer_code_day_shop_and_where_to_say_no_more(language):
    letter = written(language)

    for said in ("<5 off>", "ABCD-EFGH", LANGUAGES[language], "shop.example", "https://u"):
        assert said in letter.text
    assert "&lt;5 off&gt;" in letter.html
    assert "<5 off>" not in letter.html
    assert ('dir="rtl"' in letter.html) == (language in ("he", "ar"))


def test_a_language_that_we_do_not_speak_is_written_to_in_english():
    assert written("xx-YY") == written("en")
