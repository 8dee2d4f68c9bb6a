"""The letters about an alert, in the reader's language."""

from dataclasses import dataclass
from datetime import date
from html import escape

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency

from serai.kernel.money import Money
from serai.marketing.domain.alerts.alert import AlertKind


@dataclass(frozen=True, slots=True)
class AlertArticle:
    """
    What a letter says of an article.

    `target` is the most that the reader would pay, `price` what it costs them now; `link` opens the alert, to confirm
    or to end it.
    """

    kind: str
    name: str
    target: Money | None
    price: Money | None
    shop: str
    page: str
    link: str


@dataclass(frozen=True, slots=True)
class AlertLetter:
    """What the letter says, as text and as HTML."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class _Words:
    confirm: str
    asked_price: str
    asked_stock: str
    until: str
    not_you: str
    price: str
    costs: str
    stock: str
    there: str
    over: str


_WORDS = {
    "en": _Words(
        "Please confirm: {name}",
        "Somebody asked at {shop} to tell this address when “{name}” costs {target} or less.",
        "Somebody asked at {shop} to tell this address when “{name}” is available again.",
        "If it was you, confirm it until {day}:",
        "If it was not you, do nothing: you will hear no more from us.",
        "The price has come down: {name}",
        "“{name}” costs {price} now. You wanted to know when it costs {target} or less.",
        "Available again: {name}",
        "“{name}” is available again. You wanted to know. How long it lasts we cannot say.",
        "You asked for this letter, and it is the only one: your alert is over. Your other alerts at {shop}: {link}",
    ),
    "he": _Words(
        "נא לאשר: {name}",
        "באתר {shop} ביקשו להודיע לכתובת הזאת כאשר „{name}” יעלה {target} או פחות.",
        "באתר {shop} ביקשו להודיע לכתובת הזאת כאשר „{name}” יחזור למלאי.",
        "אם זו הייתה בקשה שלך, אפשר לאשר אותה עד {day}:",
        "אם לא, אין צורך לעשות דבר: לא נכתוב שוב.",
        "המחיר ירד: {name}",
        "„{name}” עולה עכשיו {price}. ביקשת לדעת כאשר המחיר יהיה {target} או פחות.",
        "חזר למלאי: {name}",
        "„{name}” חזר למלאי, כפי שביקשת לדעת. אין לנו לדעת לכמה זמן.",
        "ביקשת את המכתב הזה והוא היחיד: ההתראה הסתיימה. ההתראות האחרות שלך באתר {shop}: {link}",
    ),
    "ru": _Words(
        "Подтвердите, пожалуйста: {name}",
        "На {shop} попросили сообщить на этот адрес, когда «{name}» будет стоить {target} или меньше.",
        "На {shop} попросили сообщить на этот адрес, когда «{name}» снова появится в продаже.",
        "Если это были вы, подтвердите до {day}:",
        "Если это были не вы, ничего не делайте: больше писем не будет.",
        "Цена снизилась: {name}",
        "«{name}» теперь стоит {price}. Вы хотели знать, когда цена будет {target} или меньше.",
        "Снова в продаже: {name}",
        "«{name}» снова в продаже, как вы и хотели узнать. Надолго ли — мы не знаем.",
        "Вы просили об этом письме, и оно единственное: уведомление завершено. Ваши другие на {shop}: {link}",
    ),
    "be": _Words(
        "Пацвердзіце, калі ласка: {name}",
        "На {shop} папрасілі паведаміць на гэты адрас, калі «{name}» будзе каштаваць {target} або менш.",
        "На {shop} папрасілі паведаміць на гэты адрас, калі «{name}» зноў з’явіцца ў продажы.",
        "Калі гэта былі вы, пацвердзіце да {day}:",
        "Калі гэта былі не вы, нічога не рабіце: больш лістоў не будзе.",
        "Цана знізілася: {name}",
        "«{name}» цяпер каштуе {price}. Вы хацелі ведаць, калі цана будзе {target} або менш.",
        "Зноў у продажы: {name}",
        "«{name}» зноў у продажы, як вы і хацелі даведацца. Ці надоўга — мы не ведаем.",
        "Вы прасілі пра гэты ліст, і ён адзіны: апавяшчэнне скончана. Іншыя вашы апавяшчэнні на {shop}: {link}",
    ),
    "ka": _Words(
        "გთხოვთ, დაადასტუროთ: {name}",
        "{shop}-ზე ითხოვეს, ამ მისამართს ვაცნობოთ, როცა „{name}“ {target} ან ნაკლები ეღირება.",
        "{shop}-ზე ითხოვეს, ამ მისამართს ვაცნობოთ, როცა „{name}“ კვლავ გაიყიდება.",
        "თუ ეს თქვენ იყავით, დაადასტურეთ {day}-მდე:",
        "თუ ეს თქვენ არ იყავით, არაფერი გააკეთოთ: აღარ მოგწერთ.",
        "ფასი შემცირდა: {name}",
        "„{name}“ ახლა {price} ღირს. გსურდათ გაგეგოთ, როცა ფასი {target} ან ნაკლები იქნებოდა.",
        "კვლავ იყიდება: {name}",
        "„{name}“ კვლავ იყიდება, როგორც გსურდათ გაგეგოთ. რამდენ ხანს, არ ვიცით.",
        "ეს წერილი თქვენ ითხოვეთ და ის ერთადერთია: შეტყობინება დასრულდა. თქვენი სხვა შეტყობინებები {shop}-ზე: {link}",
    ),
    "ar": _Words(
        "يُرجى التأكيد: {name}",
        "طُلب في {shop} إخطار هذا العنوان عندما يصبح سعر «{name}» {target} أو أقل.",
        "طُلب في {shop} إخطار هذا العنوان عندما يتوفر «{name}» من جديد.",
        "إن كنت أنت من طلب ذلك فأكّده حتى {day}:",
        "إن لم تكن أنت فلا تفعل شيئًا: لن نكتب إليك مرة أخرى.",
        "انخفض السعر: {name}",
        "سعر «{name}» الآن {price}. أردت أن تعرف عندما يصبح {target} أو أقل.",
        "متوفر من جديد: {name}",
        "«{name}» متوفر من جديد كما أردت أن تعرف. لا نعلم إلى متى.",
        "أنت طلبت هذه الرسالة وهي الوحيدة: انتهى تنبيهك. تنبيهاتك الأخرى في {shop}: {link}",
    ),
    "pt": _Words(
        "Queira confirmar: {name}",
        "Em {shop} pediram para avisar este endereço quando “{name}” custar {target} ou menos.",
        "Em {shop} pediram para avisar este endereço quando “{name}” estiver novamente disponível.",
        "Se foi você, confirme até {day}:",
        "Se não foi, não faça nada: não voltaremos a escrever.",
        "O preço desceu: {name}",
        "“{name}” custa agora {price}. Queria saber quando custasse {target} ou menos.",
        "Novamente disponível: {name}",
        "“{name}” está novamente disponível, como queria saber. Por quanto tempo, não sabemos.",
        "Pediu esta carta e é a única: o seu aviso terminou. Os seus outros avisos em {shop}: {link}",
    ),
}


def confirmation_letter(article: AlertArticle, *, until: date, locale: str) -> AlertLetter:
    """
    Ask whether it was the reader who asked, in the language of `locale`, in English where we do not speak it.

    Args:
        article: what was asked for.
        until: the last day on which the link confirms it.
        locale: the reader's, such as "pt" or "de-AT".
    """
    words, read = _words(locale)
    said = _said(article, read) | {"day": format_date(until, "long", locale=read)}
    asked = words.asked_price if article.kind == AlertKind.PRICE else words.asked_stock
    return _letter(
        words.confirm.format(**said),
        [asked.format(**said), words.until.format(**said), article.link, words.not_you],
        read,
    )


def alert_letter(article: AlertArticle, *, locale: str) -> AlertLetter:
    """
    Tell what the reader waited for, in the language of `locale`, in English where we do not speak it.

    Args:
        article: what it is, and what it costs now.
        locale: the reader's.
    """
    words, read = _words(locale)
    said = _said(article, read)
    subject, told = (
        (words.price, words.costs)
        if article.kind == AlertKind.PRICE
        else (words.stock, words.there)
    )
    return _letter(
        subject.format(**said),
        [told.format(**said), article.page, words.over.format(**said)],
        read,
    )


def _words(locale: str) -> tuple[_Words, Locale]:
    language = locale.partition("-")[0]
    language = language if language in _WORDS else "en"
    return _WORDS[language], Locale.parse(language)


def _said(article: AlertArticle, read: Locale) -> dict[str, str]:
    amounts = {"target": article.target, "price": article.price}
    return {
        "name": article.name,
        "shop": article.shop,
        "link": article.link,
        **{
            name: ""
            if money is None
            else format_currency(money.as_decimal(), money.currency, locale=read)
            for name, money in amounts.items()
        },
    }


def _letter(subject: str, parts: list[str], read: Locale) -> AlertLetter:
    said = "".join(f"<p>{_as_html(part)}</p>" for part in parts)
    return AlertLetter(
        subject, "\n\n".join(parts) + "\n", f'<div dir="{read.text_direction}">{said}</div>'
    )


def _as_html(part: str) -> str:
    """Return a part as HTML, with the address at its end as a link."""
    before, mark, address = part.rpartition("http")
    if not mark:
        return escape(part)
    url = escape(mark + address)
    return f'{escape(before)}<a href="{url}">{url}</a>'
