"""The letter that confirms an order, in the language in which it was placed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from html import escape

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_percent

from serai.kernel.money import Money
from serai.ordering.domain.later_words import when_it_comes
from serai.ordering.domain.letter_words import LETTER_WORDS, LetterWords


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One article of the order."""

    name: str
    quantity: int
    total: Money


@dataclass(frozen=True, slots=True)
class LetterTax:
    """One tax at one rate; 0.19 is 19 %."""

    name: str
    rate: Decimal
    tax: Money


@dataclass(frozen=True, slots=True)
class LetterDiscount:
    """What one promotion took off, and the code that opened it, if any."""

    name: str
    amount: Money
    coupon: str = ""


@dataclass(frozen=True, slots=True)
class LetterTransfer:
    """Where the money is to go, and until when."""

    amount: Money
    holder: str
    iban: str
    bic: str
    bank: str
    reference: str
    due_on: date


@dataclass(frozen=True, slots=True)
class LetterLater:
    """So many units of an article that come later; without days nobody knows when."""

    name: str
    units: int
    first_on: date | None
    last_on: date | None
    release_on: date | None


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What the letter tells."""

    number: str
    name: str
    lines: list[LetterLine]
    items: Money
    discount: Money
    delivery: Money
    tax: Money
    total: Money
    way: str
    """How the goods reach the shopper."""
    place: list[str]
    """The address, or the store to collect from."""
    url: str
    """Where the order can be seen."""
    discounts: tuple[LetterDiscount, ...] = ()
    """By promotion; together they are `discount`, unless the order comes from elsewhere."""
    taxes: tuple[LetterTax, ...] = ()
    """By rate: on top of the prices, or contained in them where `prices_include_tax`."""
    prices_include_tax: bool = False
    treatment: str = "charged"
    """Why no tax is charged, if none is."""
    tax_id: str = ""
    waits_for: str = ""
    """Of an order that is not paid yet: "transfer", "cash", or "sending", when its card is charged."""
    due: Money | None = None
    """What is still to be paid, if anything."""
    transfer: LetterTransfer | None = None
    there: tuple[date, date] | None = None
    """The first and the last day on which it is promised to be there."""
    later: tuple["LetterLater", ...] = ()
    """What comes later."""


@dataclass(frozen=True, slots=True)
class ConfirmationLetter:
    """What the letter says, as text and as HTML."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class _Parts:
    """The letter's sentences and figures, in one language."""

    language: str
    thanks: str
    intro: str
    lines: list[tuple[str, str]]
    sums: list[tuple[str, str]]
    place: list[str]
    pay: list[tuple[str, str]]
    see: str
    url: str


def confirmation_letter(facts: LetterFacts, *, locale: str) -> ConfirmationLetter:
    """Write the letter in the language of `locale`, in English where we do not speak it."""
    language = locale.partition("-")[0]
    if language not in LETTER_WORDS:
        language = "en"
    words = LETTER_WORDS[language]
    parts = _Parts(
        language=language,
        thanks=words.thanks.format(name=facts.name),
        intro=_intro(facts, words, language),
        lines=[
            (f"{line.quantity} × {line.name}", _money(line.total, language)) for line in facts.lines
        ],
        sums=[(title, _money(amount, language)) for title, amount in _sums(facts, words, language)],
        place=[
            *([f"{words.tax_id}: {facts.tax_id}"] if facts.tax_id else []),
            *([words.reverse_charge] if facts.treatment == "reverse_charge" else []),
            facts.way,
            *([_there(*facts.there, words, language)] if facts.there else []),
            *(_later(each, language) for each in facts.later),
            *facts.place,
        ],
        pay=_pay(facts.transfer, words, language) if facts.transfer else [],
        see=words.see,
        url=facts.url,
    )
    return ConfirmationLetter(
        subject=words.subject.format(number=facts.number), text=_text(parts), html=_html(parts)
    )


def _intro(facts: LetterFacts, words: LetterWords, language: str) -> str:
    sentences = {
        "transfer": words.waits_for_transfer,
        "cash": words.waits_for_cash,
        "sending": words.waits_for_sending,
    }
    total = _money(facts.due or facts.total, language)
    return sentences.get(facts.waits_for, words.intro).format(number=facts.number, total=total)


def _there(first: date, last: date, words: LetterWords, language: str) -> str:
    on, by = _day(first, language), _day(last, language)
    if first == last:
        return words.there_on.format(day=by)
    return words.there_between.format(first=on, last=by)


def _later(each: LetterLater, language: str) -> str:
    when = when_it_comes(each.first_on, each.last_on, each.release_on, language=language)
    return " ".join([f"{each.units} × {each.name}:", *when])


def _pay(to: LetterTransfer, words: LetterWords, language: str) -> list[tuple[str, str]]:
    pairs = [
        (words.to_transfer, _money(to.amount, language)),
        (words.holder, to.holder),
        ("IBAN", " ".join(to.iban[at : at + 4] for at in range(0, len(to.iban), 4))),
        ("BIC", ", ".join(filter(None, (to.bic, to.bank)))),
        (words.reference, to.reference),
        (words.until, str(format_date(to.due_on, "long", locale=language))),
    ]
    return [(title, said) for title, said in pairs if said]


def _sums(facts: LetterFacts, words: LetterWords, language: str) -> list[tuple[str, Money]]:
    return [
        (words.items, facts.items),
        *_discounts(facts, words),
        (words.delivery, facts.delivery),
        *_taxes(facts, words, language),
        (words.total, facts.total),
        *(_each(facts, language, words.includes) if facts.prices_include_tax else []),
    ]


def _discounts(facts: LetterFacts, words: LetterWords) -> list[tuple[str, Money]]:
    """Return what is taken off, by promotion, and what no promotion accounts for."""
    named = [each for each in facts.discounts if each.amount]
    rest = facts.discount
    for each in named:
        rest -= each.amount
    return [
        *(
            (
                words.off.format(name=each.name, code=each.coupon) if each.coupon else each.name,
                -each.amount,
            )
            for each in named
        ),
        *([(words.discount, -rest)] if rest else []),
    ]


def _taxes(facts: LetterFacts, words: LetterWords, language: str) -> list[tuple[str, Money]]:
    """Return what is added to the prices, by rate; or what is taken off them."""
    if facts.tax.minor <= 0 or not facts.taxes or facts.prices_include_tax:
        return [(words.tax, facts.tax)] if facts.tax else []
    return _each(facts, language, "{tax}")


def _each(facts: LetterFacts, language: str, title: str) -> list[tuple[str, Money]]:
    return [
        (
            title.format(
                tax=f"{each.name} "
                f"{format_percent(each.rate, locale=language, decimal_quantization=False)}"
            ),
            each.tax,
        )
        for each in facts.taxes
        if each.tax
    ]


@lru_cache(maxsize=10_000)
def _money(money: Money, language: str) -> str:
    return str(format_currency(money.as_decimal(), money.currency, locale=language))


@lru_cache(maxsize=2_000)
def _day(day: date, language: str) -> str:
    return str(format_date(day, "full", locale=language))


def _text(parts: _Parts) -> str:
    rows = "\n".join(f"{title}  {amount}" for title, amount in parts.lines)
    sums = "\n".join(f"{title}: {amount}" for title, amount in parts.sums)
    place = "\n".join(parts.place)
    pay = "".join(f"{title}: {said}\n" for title, said in parts.pay) + "\n" * bool(parts.pay)
    return (
        f"{parts.thanks}\n\n{parts.intro}\n\n{pay}{rows}\n\n{sums}\n\n{place}\n\n"
        f"{parts.see}: {parts.url}\n"
    )


def _html(parts: _Parts) -> str:
    direction = Locale.parse(parts.language).text_direction
    rows = _table_rows([*parts.lines, *parts.sums])
    place = "<br>".join(escape(line) for line in parts.place)
    pay = f'<table cellpadding="4">{_table_rows(parts.pay)}</table>' if parts.pay else ""
    return (
        f'<!doctype html><html lang="{parts.language}" dir="{direction}"><body>'
        f"<h1>{escape(parts.thanks)}</h1><p>{escape(parts.intro)}</p>{pay}"
        f'<table cellpadding="4">{rows}</table><p>{place}</p>'
        f'<p><a href="{escape(parts.url)}">{escape(parts.see)}</a></p></body></html>'
    )


def _table_rows(pairs: list[tuple[str, str]]) -> str:
    return "".join(
        f'<tr><td>{escape(title)}</td><td style="text-align:end"><bdi>{escape(amount)}</bdi></td></tr>'
        for title, amount in pairs
    )
