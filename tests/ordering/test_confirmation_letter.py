"""The letter that confirms an order."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from serai.kernel.money import Money
from serai.ordering.domain.confirmation_letter import (
    LetterDiscount,
    LetterFacts,
    LetterLine,
    LetterTax,
    LetterTransfer,
    confirmation_letter,
)


def usd(minor: int) -> Money:
    return Money(minor, "USD")


FACTS = LetterFacts(
    number="1000001-14",
    name="Ann Example",
    lines=[LetterLine("Milk <b>", 2, usd(398))],
    items=usd(398),
    discount=usd(0),
    delivery=usd(499),
    tax=usd(0),
    total=usd(897),
    way="Standard",
    place=["Ann Example", "12 Oak Street"],
    url="http://shop.example/orders/1?a=1&b=2",
)


def test_the_letter_tells_what_was_bought_and_what_it_cost():
    letter = confirmation_letter(FACTS, locale="en")

    assert letter.subject == "Your order 1000001-14"
    assert letter.text == (
        "Thank you, Ann Example!\n\nYour order 1000001-14 is paid and on its way to you.\n\n"
        "2 × Milk <b>  $3.98\n\nItems: $3.98\nDelivery: $4.99\nTotal: $8.97\n\n"
        "Standard\nAnn Example\n12 Oak Street\n\nSee your order: http://shop.example/orders/1?a=1&b=2\n"
    )


def test_discount_and_tax_are_told_when_there_are_any():
    letter = confirmation_letter(replace(FACTS, discount=usd(50), tax=usd(20)), locale="en")

    assert "Discount: -$0.50\n" in letter.text
    assert "Tax: $0.20\n" in letter.text


def test_what_people_typed_is_text_in_the_html_too():
    letter = confirmation_letter(replace(FACTS, name="<script>"), locale="en")

    assert "<script>" not in letter.html
    assert "&lt;script&gt;" in letter.html
    assert "Milk &lt;b&gt;" in letter.html
    assert 'href="http://shop.example/orders/1?a=1&amp;b=2"' in letter.html


@pytest.mark.parametrize(
    ("locale", "direction", "total"),
    [
        ("en", "ltr", "Total"),
        ("he", "rtl", "סך הכול"),
        ("ar", "rtl", "الإجمالي"),
        ("ru", "ltr", "Итого"),
        ("be", "ltr", "Разам"),
        ("ka", "ltr", "სულ"),
        ("pt-BR", "ltr", "Total"),
        ("xx", "ltr", "Total"),
    ],
)
def test_the_letter_speaks_the_language_of_the_order(locale: str, direction: str, total: str):
    letter = confirmation_letter(FACTS, locale=locale)

    assert f'dir="{direction}"' in letter.html
    assert total in letter.text
    assert "1000001-14" in letter.subject


DISCOUNTS = (
    LetterDiscount("Three for two", usd(199)),
    LetterDiscount("Welcome <b>", usd(50), coupon="SPRING24"),
)


def test_discounts_are_told_by_promotion_with_their_codes():
    letter = confirmation_letter(
        replace(FACTS, discount=usd(249), discounts=DISCOUNTS), locale="en"
    )

    assert "Three for two: -$1.99\nWelcome <b> (code SPRING24): -$0.50\n" in letter.text
    assert "Discount" not in letter.text
    assert "Welcome &lt;b&gt; (code SPRING24)" in letter.html


def test_what_no_promotion_accounts_for_is_told_too():
    letter = confirmation_letter(
        replace(FACTS, discount=usd(300), discounts=DISCOUNTS), locale="en"
    )

    assert "(code SPRING24): -$0.50\nDiscount: -$0.51\n" in letter.text


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        ("he", "קוד SPRING24"),
        ("ar", "الرمز SPRING24"),
        ("ru", "код SPRING24"),
        ("be", "код SPRING24"),
        ("ka", "კოდი SPRING24"),
        ("pt", "código SPRING24"),
    ],
)
def test_codes_are_told_in_the_language_of_the_order(locale: str, told: str):
    letter = confirmation_letter(
        replace(FACTS, discount=usd(249), discounts=DISCOUNTS), locale=locale
    )

    assert told in letter.text


TAXES = (
    LetterTax("Kansas", Decimal("0.065"), usd(58)),
    LetterTax("Wichita", Decimal("0.01"), usd(9)),
)


def test_taxes_are_told_by_rate():
    letter = confirmation_letter(replace(FACTS, tax=usd(67), taxes=TAXES), locale="en")

    assert "Kansas 6.5%: $0.58\nWichita 1%: $0.09\nTotal: $8.97\n" in letter.text
    assert "Tax:" not in letter.text


def test_taxes_that_prices_contain_are_told_below_the_total():
    gross = replace(FACTS, taxes=TAXES[:1], prices_include_tax=True)

    letter = confirmation_letter(gross, locale="pt")

    assert "Total: US$\xa08,97\nInclui Kansas 6,5%: US$\xa00,58\n" in letter.text


def test_a_business_abroad_reads_that_it_owes_the_tax():
    business = replace(
        FACTS, tax=usd(-67), treatment="reverse_charge", tax_id="FR40303265045", taxes=()
    )

    letter = confirmation_letter(business, locale="en")

    assert "Tax: -$0.67\n" in letter.text
    assert "Tax id: FR40303265045\nReverse charge: the recipient owes the tax.\n" in letter.text


TRANSFER = LetterTransfer(
    amount=usd(897),
    holder="Serai <Ltd>",
    iban="DE89370400440532013000",
    bic="COBADEFFXXX",
    bank="",
    reference="RF18539007547034",
    due_on=date(2026, 3, 14),
)
WAITING = replace(FACTS, waits_for="transfer", due=usd(897), transfer=TRANSFER)


def test_an_order_that_waits_for_a_transfer_is_not_called_paid():
    letter = confirmation_letter(WAITING, locale="en")

    assert "paid" not in letter.text
    assert (
        "It leaves when your transfer is here.\n\nPlease transfer: $8.97\n"
        "Account holder: Serai <Ltd>\nIBAN: DE89 3704 0044 0532 0130 00\nBIC: COBADEFFXXX\n"
        "Reference: RF18539007547034\nBy: March 14, 2026\n\n2 × Milk <b>"
    ) in letter.text
    assert "Serai &lt;Ltd&gt;" in letter.html
    assert "DE89 3704 0044 0532 0130 00" in letter.html


@pytest.mark.parametrize("locale", ["en", "he", "ru", "be", "ka", "ar", "pt"])
@pytest.mark.parametrize("waits_for", ["transfer", "cash", "sending"])
def test_how_an_order_is_to_be_paid_is_told_in_every_language(locale: str, waits_for: str):
    paid = confirmation_letter(FACTS, locale=locale)
    facts = replace(WAITING, waits_for=waits_for)
    letter = confirmation_letter(facts, locale=locale)

    assert paid.text.split("\n\n")[1] not in letter.text
    assert "1000001-14" in letter.text.split("\n\n")[1]
    assert "RF18539007547034" in letter.html
    assert "{" not in letter.text + letter.html
    if locale != "en":
        english = confirmation_letter(facts, locale="en").text
        assert not set(letter.text.split("\n\n")[1:3]) & set(english.split("\n\n")[1:3])


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "It is there between Wednesday, November 25, 2026 and Friday, November 27, 2026."),
        (
            "pt",
            "Chega entre quarta-feira, 25 de novembro de 2026 e sexta-feira, 27 de novembro de 2026.",
        ),
    ],
)
def test_it_tells_between_which_days_it_is_promised(language: str, told: str):
    promised = replace(FACTS, there=(date(2026, 11, 25), date(2026, 11, 27)))

    assert told in confirmation_letter(promised, locale=language).text


def test_without_a_promise_no_day_is_told():
    assert "It is there" not in confirmation_letter(FACTS, locale="en").text
    one_day = replace(FACTS, there=(date(2026, 11, 25), date(2026, 11, 25)))
    assert "It is there on Wednesday" in confirmation_letter(one_day, locale="en").text
