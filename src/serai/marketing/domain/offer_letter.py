"""The letter that brings a coupon, in the reader's language."""

from dataclasses import dataclass
from datetime import date
from html import escape

from babel import Locale
from babel.dates import format_date


@dataclass(frozen=True, slots=True)
class OfferLetter:
    """What the letter says, as text and as HTML."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class _Words:
    subject: str
    use: str
    until: str
    stop: str


_WORDS = {
    "en": _Words(
        "{offer}: a coupon for you",
        "Type this code into your cart at {shop}:",
        "It works once, for you alone, until {day}.",
        "You agreed to offers by e-mail. No more of them: {url}",
    ),
    "he": _Words(
        "{offer}: קופון בשבילך",
        "אפשר להקליד את הקוד הזה בעגלה שלך באתר {shop}:",
        "הקוד תקף לשימוש אחד, בשבילך בלבד, עד {day}.",
        "הסכמת לקבל הצעות בדואר אלקטרוני. להפסקת ההצעות: {url}",
    ),
    "ru": _Words(
        "{offer}: купон для вас",
        "Введите этот код в корзине на {shop}:",
        "Он действует один раз, только для вас, до {day}.",
        "Вы согласились получать предложения по электронной почте. Отказаться: {url}",
    ),
    "be": _Words(
        "{offer}: купон для вас",
        "Увядзіце гэты код у кошыку на {shop}:",
        "Ён дзейнічае адзін раз, толькі для вас, да {day}.",
        "Вы згадзіліся атрымліваць прапановы па электроннай пошце. Адмовіцца: {url}",
    ),
    "ka": _Words(
        "{offer}: კუპონი თქვენთვის",
        "ჩაწერეთ ეს კოდი თქვენს კალათაში, {shop}:",
        "კოდი მოქმედებს ერთხელ, მხოლოდ თქვენთვის, {day}-მდე.",
        "თქვენ დათანხმდით შეთავაზებების მიღებას ელფოსტით. უარის თქმა: {url}",
    ),
    "ar": _Words(
        "{offer}: قسيمة لك",
        "اكتب هذا الرمز في سلة مشترياتك لدى {shop}:",
        "الرمز صالح لمرة واحدة، لك وحدك، حتى {day}.",
        "لقد وافقت على تلقي العروض بالبريد الإلكتروني. لإيقافها: {url}",
    ),
    "pt": _Words(
        "{offer}: um cupão para si",
        "Escreva este código no seu carrinho em {shop}:",
        "Funciona uma só vez, só para si, até {day}.",
        "Aceitou receber ofertas por e-mail. Para deixar de as receber: {url}",
    ),
}


def offer_letter(
    offer: str, coupon: str, *, until: date, locale: str, shop: str, url: str
) -> OfferLetter:
    """
    Write the letter in the language of `locale`, in English where we do not speak it.

    Args:
        offer: what the promotion is called in that language.
        coupon: the code, as people read it.
        until: the last day on which it works.
        locale: such as "pt-BR".
        shop: the host of the shop.
        url: where the reader can take the consent back.
    """
    language = locale.partition("-")[0]
    language = language if language in _WORDS else "en"
    words, read = _WORDS[language], Locale.parse(language)
    use, stop = words.use.format(shop=shop), words.stop.format(url=url)
    day = words.until.format(day=format_date(until, "long", locale=read))
    return OfferLetter(
        subject=words.subject.format(offer=offer),
        text=f"{offer}\n\n{use}\n\n    {coupon}\n\n{day}\n\n{stop}\n",
        html=(
            f'<div dir="{read.text_direction}"><p><strong>{escape(offer)}</strong></p>'
            f"<p>{escape(use)}</p>"
            f'<p style="font-size:1.5em;letter-spacing:.1em"><strong dir="ltr">{escape(coupon)}</strong></p>'
            f"<p>{escape(day)}</p><p><small>{escape(stop)}</small></p></div>"
        ),
    )
