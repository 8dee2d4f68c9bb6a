"""The letter that tells a shopper that something comes later, in their language."""

from dataclasses import dataclass
from datetime import date
from html import escape

from babel import Locale

from serai.ordering.domain.later_words import when_it_comes


@dataclass(frozen=True, slots=True)
class DelayFacts:
    """
    What the letter tells.

    Attributes:
        order_number: of which order.
        units: how many of the article still wait.
        name: what the article is called.
        first_on: the first day on which it is with the shopper by now; `None`: nobody knows.
        last_on: the day by which it is.
        release_on: the day of its release, for a pre-order.
        url: where the order can be seen, and the article called off.
    """

    order_number: str
    units: int
    name: str
    first_on: date | None
    last_on: date | None
    release_on: date | None
    url: str


@dataclass(frozen=True, slots=True)
class DelayLetter:
    """What the letter says, as text and as HTML."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class _Words:
    subject: str
    news: str
    right: str
    see: str


_WORDS = {
    "en": _Words(
        "Your order {number}: something comes later",
        "We are sorry: this comes later than we told you.",
        "You need not wait: until it leaves you can call it off on the page of your order, and its money"
        " goes back to you.",
        "See your order, or call it off",
    ),
    "he": _Words(
        "ההזמנה {number}: משהו יגיע מאוחר יותר",
        "אנו מצטערים: הפריט הזה יגיע מאוחר ממה שהודענו.",
        "אין חובה לחכות: כל עוד לא נשלח אפשר לבטל אותו בדף ההזמנה, והכסף יוחזר.",
        "לצפייה בהזמנה או לביטול",
    ),
    "ru": _Words(
        "Заказ {number}: часть придёт позже",
        "Нам очень жаль: это придёт позже, чем мы сообщали.",
        "Ждать не обязательно: до отправки это можно отменить на странице заказа, деньги вернутся к вам.",
        "Посмотреть заказ или отменить",
    ),
    "be": _Words(
        "Заказ {number}: частка прыйдзе пазней",
        "Нам вельмі шкада: гэта прыйдзе пазней, чым мы паведамлялі.",
        "Чакаць не абавязкова: да адпраўкі гэта можна скасаваць на старонцы заказа, грошы вернуцца да вас.",
        "Паглядзець заказ або скасаваць",
    ),
    "ka": _Words(
        "შეკვეთა {number}: ნაწილი მოგვიანებით მოვა",
        "ვწუხვართ: ეს იმაზე გვიან მოვა, ვიდრე გითხარით.",
        "ლოდინი აუცილებელი არ არის: გაგზავნამდე შეგიძლიათ გააუქმოთ შეკვეთის გვერდზე და თანხა დაგიბრუნდებათ.",
        "შეკვეთის ნახვა ან გაუქმება",
    ),
    "ar": _Words(
        "طلبك {number}: بعضه يصل لاحقًا",
        "نأسف: هذا يصل بعد الموعد الذي أخبرناك به.",
        "لست مضطرًا للانتظار: يمكنك إلغاؤه من صفحة طلبك قبل إرساله، ويعود المبلغ إليك.",
        "عرض طلبك أو إلغاؤه",
    ),
    "pt": _Words(
        "O seu pedido {number}: uma parte chega mais tarde",
        "Lamentamos: isto chega mais tarde do que lhe dissemos.",
        "Não precisa de esperar: até sair, pode anulá-lo na página do pedido, e o dinheiro volta para si.",
        "Ver o pedido ou anular",
    ),
}


def delay_letter(facts: DelayFacts, *, locale: str) -> DelayLetter:
    """Write the letter in the language of `locale`, in English where we do not speak it."""
    language = locale.partition("-")[0]
    if language not in _WORDS:
        language = "en"
    words = _WORDS[language]
    when = when_it_comes(facts.first_on, facts.last_on, facts.release_on, language=language)
    paragraphs = [words.news, f"{facts.units} × {facts.name}", "\n".join(when), words.right]
    return DelayLetter(
        subject=words.subject.format(number=facts.order_number),
        text="\n\n".join([*paragraphs, f"{words.see}: {facts.url}"]) + "\n",
        html=_html(language, paragraphs, (words.see, facts.url)),
    )


def _html(language: str, paragraphs: list[str], link: tuple[str, str]) -> str:
    direction = Locale.parse(language).text_direction
    told = "".join(
        "<p>" + "<br>".join(f"<bdi>{escape(line)}</bdi>" for line in text.split("\n")) + "</p>"
        for text in paragraphs
    )
    said, url = link
    return (
        f'<!doctype html><html lang="{language}" dir="{direction}"><body>{told}'
        f'<p><a href="{escape(url)}">{escape(said)}</a></p></body></html>'
    )
