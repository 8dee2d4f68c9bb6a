"""The letter that tells a shopper that a parcel is on its way, in their language."""

from dataclasses import dataclass
from datetime import date
from html import escape

from babel import Locale
from babel.dates import format_date


@dataclass(frozen=True, slots=True)
class ParcelFacts:
    """What the letter tells."""

    order_number: str
    lines: tuple[tuple[int, str], ...]
    """Units and name of what is in the parcel."""
    to_come: bool
    """Whether more of the order follows."""
    last_on: date | None
    carrier: str
    tracking_number: str
    tracking_url: str
    url: str
    """Where the order can be seen."""


@dataclass(frozen=True, slots=True)
class ParcelLetter:
    """What the letter says, as text and as HTML."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class _Words:
    subject: str
    subject_part: str
    news: str
    to_come: str
    until: str
    follow: str
    see: str


_WORDS = {
    "en": _Words(
        "Your order {number} is on its way",
        "Part of your order {number} is on its way",
        "This is in the parcel:",
        "The rest follows by itself; we write when it leaves.",
        "It is with you by {day}.",
        "Follow the parcel",
        "See your order",
    ),
    "he": _Words(
        "ההזמנה {number} בדרך אליך",
        "חלק מההזמנה {number} בדרך אליך",
        "זה מה שבחבילה:",
        "השאר יגיע בנפרד; נכתוב כשייצא לדרך.",
        "החבילה תגיע אליך עד {day}.",
        "למעקב אחר החבילה",
        "לצפייה בהזמנה",
    ),
    "ru": _Words(
        "Заказ {number} в пути",
        "Часть заказа {number} в пути",
        "Вот что в посылке:",
        "Остальное придёт отдельно; мы напишем, когда оно отправится.",
        "Посылка будет у вас до {day}.",
        "Отследить посылку",
        "Посмотреть заказ",
    ),
    "be": _Words(
        "Заказ {number} у дарозе",
        "Частка заказа {number} у дарозе",
        "Вось што ў пасылцы:",
        "Астатняе прыйдзе асобна; мы напішам, калі яно адправіцца.",
        "Пасылка будзе ў вас да {day}.",
        "Адсачыць пасылку",
        "Паглядзець заказ",
    ),
    "ka": _Words(
        "შეკვეთა {number} გზაშია",
        "შეკვეთის {number} ნაწილი გზაშია",
        "ამანათში არის:",
        "დანარჩენი ცალკე მოვა; მოგწერთ, როცა გაიგზავნება.",
        "ამანათი თქვენთან იქნება {day}-მდე.",
        "ამანათის თვალყურის დევნება",
        "შეკვეთის ნახვა",
    ),
    "ar": _Words(
        "طلبك {number} في الطريق إليك",
        "جزء من طلبك {number} في الطريق إليك",
        "هذا ما في الطرد:",
        "الباقي يصل على حدة؛ سنكتب إليك حين يُرسَل.",
        "يصلك الطرد حتى {day}.",
        "تتبّع الطرد",
        "عرض طلبك",
    ),
    "pt": _Words(
        "O seu pedido {number} está a caminho",
        "Parte do seu pedido {number} está a caminho",
        "Na encomenda está:",
        "O resto segue à parte; escrevemos quando sair.",
        "Chega até si até {day}.",
        "Seguir a encomenda",
        "Ver o pedido",
    ),
}


def parcel_letter(facts: ParcelFacts, *, locale: str) -> ParcelLetter:
    """Write the letter in the language of `locale`, in English where we do not speak it."""
    language = locale.partition("-")[0]
    if language not in _WORDS:
        language = "en"
    words = _WORDS[language]
    subject = words.subject_part if facts.to_come else words.subject
    lines = [f"{units} × {name}" for units, name in facts.lines]
    sentences = []
    if facts.last_on is not None:
        day = format_date(facts.last_on, "long", locale=language)
        sentences.append(words.until.format(day=day))
    if facts.to_come:
        sentences.append(words.to_come)
    carried = " ".join(filter(None, (facts.carrier, facts.tracking_number)))
    links = [(words.follow, facts.tracking_url)] if facts.tracking_url else []
    links.append((words.see, facts.url))
    paragraphs = ["\n".join(lines), "\n".join(sentences), carried]
    return ParcelLetter(
        subject=subject.format(number=facts.order_number),
        text="\n\n".join(
            filter(None, (words.news, *paragraphs, *(f"{said}: {url}" for said, url in links)))
        )
        + "\n",
        html=_html(language, words.news, paragraphs, links),
    )


def _html(language: str, news: str, paragraphs: list[str], links: list[tuple[str, str]]) -> str:
    direction = Locale.parse(language).text_direction
    told = "".join(
        "<p>" + "<br>".join(f"<bdi>{escape(line)}</bdi>" for line in text.split("\n")) + "</p>"
        for text in paragraphs
        if text
    )
    followed = "".join(f'<p><a href="{escape(url)}">{escape(said)}</a></p>' for said, url in links)
    return (
        f'<!doctype html><html lang="{language}" dir="{direction}"><body>'
        f"<p>{escape(news)}</p>{told}{followed}</body></html>"
    )
