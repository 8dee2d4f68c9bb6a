"""The letters about an alert say the same in every language."""

from dataclasses import replace
from datetime import date

import pytest

from serai.kernel.money import Money
from serai.marketing.domain.alerts.alert_letter import (
    AlertArticle,
    alert_letter,
    confirmation_letter,
)

LANGUAGES = ("en", "he", "ru", "be", "ka", "ar", "pt")
ARTICLE = AlertArticle(
    kind="price",
    name="<Milk>",
    target=Money(400, "USD"),
    price=Money(350, "USD"),
    shop="shop.example",
    page="https://shop.example/p/milk",
    link="https://shop.example/alerts/a.b",
)


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("kind", ["price", "stock"])
def test_every_letter_names_the_article_and_has_the_link_that_ends_it(locale, kind):
    article = replace(ARTICLE, kind=kind)
    asks = confirmation_letter(article, until=date(2027, 3, 28), locale=locale)
    tells = alert_letter(article, locale=locale)

    for letter in (asks, tells):
        assert "<Milk>" in letter.subject
        assert ARTICLE.link in letter.text
        assert f'<a href="{ARTICLE.link}">' in letter.html
        assert "<Milk>" not in letter.html
        assert "{" not in letter.text + letter.subject
    assert "2027" in asks.text
    assert ARTICLE.page in tells.text
    assert ("3.50" in tells.text.replace(",", ".")) is (kind == "price")


def test_languages_say_it_each_in_its_own_words():
    said = {alert_letter(ARTICLE, locale=each).subject for each in LANGUAGES}

    assert len(said) == len(LANGUAGES)
    assert alert_letter(ARTICLE, locale="de-AT") == alert_letter(ARTICLE, locale="en")
    assert 'dir="rtl"' in alert_letter(ARTICLE, locale="he").html
