"""Letters about subscriptions, in the language of their owners."""

from dataclasses import dataclass
from datetime import date
from html import escape

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency
from msgspec import Struct

from serai.kernel.money import Money
from serai.ordering.domain.subscriptions.letter_words import WORDS

_REASONS = {
    "inventory.out_of_stock": "stock",
    "ordering.must_wait": "stock",
    "stock_lost": "stock",
    "ordering.not_for_sale": "gone",
    "ordering.unknown_sku": "gone",
    "ordering.delivery_not_offered": "gone",
    "payments.instrument_not_found": "no_card",
}


class LetterTells(Struct, frozen=True, omit_defaults=True):
    """What was known when a letter was asked for; amounts in minor units of the subscription's currency."""

    day: date | None = None
    """Of the next order, or of the next try."""
    total_minor: int | None = None
    """What it will cost at most."""
    before_minor: int | None = None
    """What the last order cost, where this one costs more."""
    reason: str = ""
    """The code of what failed."""


@dataclass(frozen=True, slots=True)
class SubscriptionFacts:
    """What a letter tells."""

    lines: tuple[str, ...]
    """Such as `2 × Milk`."""
    url: str
    """Where the owner can change it."""
    day: date | None = None
    """Of the next order, or of the next try."""
    total: Money | None = None
    before: Money | None = None
    """What the last order cost, where the next one costs more."""
    reason: str = ""
    """The code of what failed."""


@dataclass(frozen=True, slots=True)
class SubscriptionLetter:
    """What the letter says, as text and as HTML."""

    subject: str
    text: str
    html: str


def subscription_letter(kind: str, facts: SubscriptionFacts, *, locale: str) -> SubscriptionLetter:
    """
    Write a letter in the language of `locale`, in English where we do not speak it.

    Args:
        kind: upcoming, failed, given_up or cancelled.
        facts: what is told.
        locale: the reader's.
    """
    language = locale.partition("-")[0]
    if language not in WORDS:
        language = "en"
    words, spoken = WORDS[language], Locale.parse(language)
    known = {
        "day": format_date(facts.day, "long", spoken) if facts.day else "",
        "total": _money(facts.total, spoken),
        "before": _money(facts.before, spoken),
        "why": words[f"why.{_REASONS.get(facts.reason, 'card')}"],
    }
    said = [words[kind].format_map(known)]
    if kind == "upcoming" and facts.before is not None:
        said.append(words["dearer"].format_map(known))
    if kind != "cancelled":
        said.append(words[f"{kind}.action"])
    subject = words[f"{kind}.subject"].format_map(known)
    return SubscriptionLetter(subject, _text(said, facts), _html(said, facts, language))


def _money(amount: Money | None, spoken: Locale) -> str:
    if amount is None:
        return ""
    return str(format_currency(amount.as_decimal(), amount.currency, locale=spoken))


def _text(said: list[str], facts: SubscriptionFacts) -> str:
    return "\n\n".join([said[0], "\n".join(facts.lines), *said[1:], facts.url]) + "\n"


def _html(said: list[str], facts: SubscriptionFacts, language: str) -> str:
    direction = "rtl" if language in {"he", "ar"} else "ltr"
    lines = "".join(f"<li>{escape(line)}</li>" for line in facts.lines)
    rest = "".join(f"<p>{escape(sentence)}</p>" for sentence in said[1:])
    link = f'<p><a href="{escape(facts.url)}">{escape(facts.url)}</a></p>'
    return f'<div dir="{direction}"><p>{escape(said[0])}</p><ul>{lines}</ul>{rest}{link}</div>'
