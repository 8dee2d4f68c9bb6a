"""Shoppers read what became of their order, in its language."""

from dataclasses import replace

import pytest

from serai.kernel.money import Money
from serai.ordering.domain.changes.change_letter import (
    _WORDS,
    ChangeFacts,
    ReturnFacts,
    letter_of_change,
    letter_of_return,
)

URL = "https://shop.example/orders/1"


def _change(due: int = 0, refund: int = 199) -> ChangeFacts:
    return ChangeFacts(
        "1000001-88",
        [("-1 × Milk <1 l>", Money(-199, "EUR"))],
        Money(due or -refund, "EUR"),
        Money(refund, "EUR"),
        Money(due, "EUR"),
        Money(1500, "EUR"),
        URL,
    )


def test_a_change_tells_its_rows_and_what_goes_back():
    letter = letter_of_change(_change(), locale="en-GB")

    assert letter.subject == "Your order 1000001-88 has changed"
    assert "-1 × Milk <1 l>: -€1.99" in letter.text
    assert "Given back: €1.99" in letter.text
    assert "The order now costs: €15.00" in letter.text
    assert "Milk &lt;1 l&gt;" in letter.html


def test_a_difference_is_asked_for():
    letter = letter_of_change(_change(due=500, refund=0), locale="pt-BR")

    assert letter.subject.startswith("Pague € 5,00") or "5,00" in letter.subject
    assert "1000001-88" in letter.subject


def test_promotions_that_come_and_go_are_named_with_what_that_changes():
    facts = replace(
        _change(), lost=["Three for less"], earned=["Ten off"], promoted=Money(49, "EUR")
    )

    letter = letter_of_change(facts, locale="en")

    told = "No longer earned: Three for less; Earned now: Ten off: €0.49"
    assert told in letter.text
    assert (
        "Больше не действует: Три за две"
        in letter_of_change(replace(facts, lost=["Три за две"]), locale="ru").text
    )


@pytest.mark.parametrize("language", sorted(_WORDS))
def test_every_language_says_everything(language: str):
    change = letter_of_change(_change(), locale=language)
    direction = "rtl" if language in ("he", "ar") else "ltr"

    assert f'dir="{direction}"' in change.html
    assert change.text.count("\n") >= 5
    for state in ("approved", "refused", "cancelled"):
        facts = ReturnFacts("1000001-88", state, "1000001-88-R1", "Worn", URL)
        letter = letter_of_return(facts, locale=language)
        assert "1000001-88" in letter.subject
        assert URL in letter.text
    assert len({letter_of_change(_change(), locale=each).subject for each in _WORDS}) == 7
