"""Letters about plans of instalments, in the reader's language."""

from dataclasses import dataclass
from datetime import date
from html import escape

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency

from serai.kernel.money import Money
from serai.payments.domain.instalments.letter_words import WORDS, Words


@dataclass(frozen=True, slots=True)
class LetterPart:
    """One part, as a letter shows it."""

    due_on: date
    amount: Money


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What letters can tell of a plan."""

    shop: str
    url: str
    """The plan in the reader's account."""
    card: str
    """The card that is charged; empty when there is none."""
    to_pay: Money
    charge: Money
    part: LetterPart | None
    """The part that it is about, if it is about one."""
    try_on: date | None
    """When the card is charged again."""
    parts: tuple[LetterPart, ...]


@dataclass(frozen=True, slots=True)
class InstalmentLetter:
    """What a letter says, as text and as HTML."""

    subject: str
    text: str
    html: str


def instalment_letter(kind: str, facts: LetterFacts, *, locale: str) -> InstalmentLetter:
    """Write a letter in the language of `locale`, in English where we do not speak it."""
    language = locale.partition("-")[0]
    language = language if language in WORDS else "en"
    words, said = WORDS[language], _said(facts, language)
    subject, news = (text.format(**said) for text in words.letters[kind])
    lines = [news]
    if kind == "agreed":
        lines += [words.row.format(**_shown(part, language)) for part in facts.parts]
        lines.append(words.in_all.format(**said))
    if kind in ("upcoming", "missed") and not facts.card:
        lines.append(words.no_card)
    return InstalmentLetter(
        subject=subject,
        text="\n".join([*lines, "", words.look, facts.url, ""]),
        html=_html(language, lines, words, facts.url),
    )


def _said(facts: LetterFacts, language: str) -> dict[str, str]:
    said = {
        "shop": facts.shop,
        "card": facts.card or "—",
        "to_pay": _amount(facts.to_pay, language),
        "charge": _amount(facts.charge, language),
        "again": _day(facts.try_on, language) if facts.try_on else "",
    }
    return said | (_shown(facts.part, language) if facts.part else {"amount": "", "day": ""})


def _shown(part: LetterPart, language: str) -> dict[str, str]:
    return {"amount": _amount(part.amount, language), "day": _day(part.due_on, language)}


def _amount(money: Money, language: str) -> str:
    return str(format_currency(money.as_decimal(), money.currency, locale=Locale.parse(language)))


def _day(day: date, language: str) -> str:
    return str(format_date(day, "long", Locale.parse(language)))


def _html(language: str, lines: list[str], words: Words, url: str) -> str:
    direction = "rtl" if language in {"he", "ar"} else "ltr"
    said = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return (
        f'<div dir="{direction}">{said}<p>{escape(words.look)}<br>'
        f'<a href="{escape(url)}">{escape(url)}</a></p></div>'
    )
