"""The letter that confirms an order, in the language in which it was placed."""

from dataclasses import dataclass
from html import escape

from babel import Locale
from babel.numbers import format_currency

from serai.kernel.money import Money


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One article of the order."""

    name: str
    quantity: int
    total: Money


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


@dataclass(frozen=True, slots=True)
class ConfirmationLetter:
    """What the letter says, as text and as HTML."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class _Words:
    subject: str
    thanks: str
    intro: str
    items: str
    discount: str
    delivery: str
    tax: str
    total: str
    see: str


_WORDS = {
    "en": _Words(
        subject="Your order {number}",
        thanks="Thank you, {name}!",
        intro="Your order {number} is paid and on its way to you.",
        items="Items",
        discount="Discount",
        delivery="Delivery",
        tax="Tax",
        total="Total",
        see="See your order",
    ),
    "he": _Words(
        subject="ההזמנה שלך {number}",
        thanks="תודה, {name}!",
        intro="ההזמנה {number} שולמה והיא בדרך אליך.",
        items="פריטים",
        discount="הנחה",
        delivery="משלוח",
        tax="מס",
        total="סך הכול",
        see="לצפייה בהזמנה",
    ),
    "ru": _Words(
        subject="Ваш заказ {number}",
        thanks="Спасибо, {name}!",
        intro="Ваш заказ {number} оплачен и уже в пути к вам.",
        items="Товары",
        discount="Скидка",
        delivery="Доставка",
        tax="Налог",
        total="Итого",
        see="Посмотреть заказ",
    ),
    "be": _Words(
        subject="Ваш заказ {number}",
        thanks="Дзякуй, {name}!",
        intro="Ваш заказ {number} аплачаны і ўжо ў дарозе да вас.",
        items="Тавары",
        discount="Скідка",
        delivery="Дастаўка",
        tax="Падатак",
        total="Разам",
        see="Паглядзець заказ",
    ),
    "ka": _Words(
        subject="თქვენი შეკვეთა {number}",
        thanks="გმადლობთ, {name}!",
        intro="თქვენი შეკვეთა {number} გადახდილია და უკვე გზაშია.",
        items="პროდუქტები",
        discount="ფასდაკლება",
        delivery="მიწოდება",
        tax="გადასახადი",
        total="სულ",
        see="შეკვეთის ნახვა",
    ),
    "ar": _Words(
        subject="طلبك {number}",
        thanks="شكرًا لك، {name}!",
        intro="تم دفع طلبك {number} وهو في الطريق إليك.",
        items="المنتجات",
        discount="الخصم",
        delivery="التوصيل",
        tax="الضريبة",
        total="الإجمالي",
        see="عرض الطلب",
    ),
    "pt": _Words(
        subject="O seu pedido {number}",
        thanks="Obrigado, {name}!",
        intro="O seu pedido {number} está pago e a caminho.",
        items="Artigos",
        discount="Desconto",
        delivery="Entrega",
        tax="Imposto",
        total="Total",
        see="Ver o pedido",
    ),
}


@dataclass(frozen=True, slots=True)
class _Parts:
    """The letter's sentences and figures, in one language."""

    language: str
    thanks: str
    intro: str
    lines: list[tuple[str, str]]
    sums: list[tuple[str, str]]
    place: list[str]
    see: str
    url: str


def confirmation_letter(facts: LetterFacts, *, locale: str) -> ConfirmationLetter:
    """Write the letter in the language of `locale`, in English where we do not speak it."""
    language = locale.partition("-")[0]
    if language not in _WORDS:
        language = "en"
    words = _WORDS[language]
    parts = _Parts(
        language=language,
        thanks=words.thanks.format(name=facts.name),
        intro=words.intro.format(number=facts.number),
        lines=[
            (f"{line.quantity} × {line.name}", _money(line.total, language)) for line in facts.lines
        ],
        sums=[(title, _money(amount, language)) for title, amount in _sums(facts, words)],
        place=[facts.way, *facts.place],
        see=words.see,
        url=facts.url,
    )
    return ConfirmationLetter(
        subject=words.subject.format(number=facts.number), text=_text(parts), html=_html(parts)
    )


def _sums(facts: LetterFacts, words: _Words) -> list[tuple[str, Money]]:
    return [
        (words.items, facts.items),
        *([(words.discount, -facts.discount)] if facts.discount else []),
        (words.delivery, facts.delivery),
        *([(words.tax, facts.tax)] if facts.tax else []),
        (words.total, facts.total),
    ]


def _money(money: Money, language: str) -> str:
    return str(format_currency(money.as_decimal(), money.currency, locale=language))


def _text(parts: _Parts) -> str:
    rows = "\n".join(f"{title}  {amount}" for title, amount in parts.lines)
    sums = "\n".join(f"{title}: {amount}" for title, amount in parts.sums)
    place = "\n".join(parts.place)
    return (
        f"{parts.thanks}\n\n{parts.intro}\n\n{rows}\n\n{sums}\n\n{place}\n\n"
        f"{parts.see}: {parts.url}\n"
    )


def _html(parts: _Parts) -> str:
    direction = Locale.parse(parts.language).text_direction
    rows = _table_rows([*parts.lines, *parts.sums])
    place = "<br>".join(escape(line) for line in parts.place)
    return (
        f'<!doctype html><html lang="{parts.language}" dir="{direction}"><body>'
        f"<h1>{escape(parts.thanks)}</h1><p>{escape(parts.intro)}</p>"
        f'<table cellpadding="4">{rows}</table><p>{place}</p>'
        f'<p><a href="{escape(parts.url)}">{escape(parts.see)}</a></p></body></html>'
    )


def _table_rows(pairs: list[tuple[str, str]]) -> str:
    return "".join(
        f'<tr><td>{escape(title)}</td><td style="text-align:end"><bdi>{escape(amount)}</bdi></td></tr>'
        for title, amount in pairs
    )
