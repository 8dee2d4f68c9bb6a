"""Letters about what comes later: what, when, and the right to call it off, in every language."""

from datetime import date

import pytest

from serai.ordering.domain.delay_letter import DelayFacts, delay_letter
from serai.ordering.domain.letter_words import LETTER_WORDS


def facts(**changes: object) -> DelayFacts:
    told = {
        "order_number": "24-7KX9",
        "units": 3,
        "name": "Tea <green>",
        "first_on": date(2026, 12, 3),
        "last_on": date(2026, 12, 5),
        "release_on": None,
        "url": "https://shop.example/orders/1?a=1&b=2",
    }
    return DelayFacts(**{**told, **changes})  # type: ignore[arg-type]


def test_a_delay_says_what_comes_when_and_that_it_can_be_called_off() -> None:
    letter = delay_letter(facts(), locale="en-GB")

    assert letter.subject == "Your order 24-7KX9: something comes later"
    assert letter.text == (
        "We are sorry: this comes later than we told you.\n\n3 × Tea <green>\n\n"
        "It is with you between December 3, 2026 and December 5, 2026.\n\n"
        "You need not wait: until it leaves you can call it off on the page of your order, and its money"
        " goes back to you.\n\nSee your order, or call it off: https://shop.example/orders/1?a=1&b=2\n"
    )
    assert "<bdi>3 × Tea &lt;green&gt;</bdi>" in letter.html
    assert 'href="https://shop.example/orders/1?a=1&amp;b=2"' in letter.html


def test_without_a_day_it_says_that_nobody_knows() -> None:
    letter = delay_letter(facts(first_on=None, last_on=None), locale="en")

    assert "We do not know yet when it comes" in letter.text
    assert "between" not in letter.text


def test_a_release_that_moved_is_named() -> None:
    letter = delay_letter(facts(release_on=date(2027, 1, 8)), locale="en")

    assert "It is released on January 8, 2027." in letter.text


@pytest.mark.parametrize("language", sorted(LETTER_WORDS))
def test_it_speaks_every_language_of_our_letters(language: str) -> None:
    letter = delay_letter(facts(), locale=language)

    direction = "rtl" if language in ("he", "ar") else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in letter.html
    assert ("sorry" in letter.text) == (language == "en")
    assert "24-7KX9" in letter.subject
