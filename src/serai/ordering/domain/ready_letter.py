"""The letter that tells a shopper that goods wait for them in a store, in their language."""

from dataclasses import dataclass
from datetime import datetime
from html import escape

from babel import Locale
from babel.dates import format_datetime


@dataclass(frozen=True, slots=True)
class ReadyFacts:
    """What the letter tells."""

    order_number: str
    place: tuple[str, ...]
    """The store and its address, line by line."""
    code: str
    collect_by: datetime | None
    """By the clock of the store."""
    url: str


@dataclass(frozen=True, slots=True)
class ReadyLetter:
    """What the letter says, as text and as HTML."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class _Words:
    subject: str
    news: str
    code: str
    until: str
    bring: str
    see: str


_WORDS = {
    "en": _Words(
        "Your order {number} is ready to be collected",
        "What you have ordered waits for you here:",
        "Your code: {code}",
        "Please come until {until}; after that it goes back and you get your money back.",
        "Show the code, or an identity card with the name on the order.",
        "See your order",
    ),
    "he": _Words(
        "ההזמנה {number} מוכנה לאיסוף",
        "מה שהזמנת מחכה לך כאן:",
        "הקוד שלך: {code}",
        "נא להגיע עד {until}; לאחר מכן הפריטים יוחזרו למדף והכסף יוחזר אליך.",
        "יש להציג את הקוד או תעודה מזהה עם השם שבהזמנה.",
        "לצפייה בהזמנה",
    ),
    "ru": _Words(
        "Заказ {number} готов к выдаче",
        "Ваш заказ ждёт вас здесь:",
        "Ваш код: {code}",
        "Заберите его до {until}; после этого товары вернутся на полку, а деньги — вам.",
        "Покажите код или документ с именем, указанным в заказе.",
        "Посмотреть заказ",
    ),
    "be": _Words(
        "Заказ {number} гатовы да выдачы",
        "Ваш заказ чакае вас тут:",
        "Ваш код: {code}",
        "Забярыце яго да {until}; пасля гэтага тавары вернуцца на паліцу, а грошы — вам.",
        "Пакажыце код або дакумент з імем, указаным у заказе.",
        "Паглядзець заказ",
    ),
    "ka": _Words(
        "შეკვეთა {number} მზადაა გასატანად",
        "თქვენი შეკვეთა აქ გელოდებათ:",
        "თქვენი კოდი: {code}",
        "გთხოვთ, მობრძანდეთ {until}-მდე; ამის შემდეგ საქონელი თაროზე დაბრუნდება, თანხა კი — თქვენთან.",
        "აჩვენეთ კოდი ან პირადობის დოკუმენტი შეკვეთაში მითითებული სახელით.",
        "შეკვეთის ნახვა",
    ),
    "ar": _Words(
        "طلبك {number} جاهز للاستلام",
        "ما طلبته ينتظرك هنا:",
        "رمزك: {code}",
        "يرجى الحضور حتى {until}؛ بعد ذلك تعود السلع إلى الرف ويُعاد إليك المبلغ.",
        "أظهر الرمز أو بطاقة هوية تحمل الاسم الوارد في الطلب.",
        "عرض طلبك",
    ),
    "pt": _Words(
        "O seu pedido {number} está pronto para retirada",
        "O que pediu espera por você aqui:",
        "O seu código: {code}",
        "Venha até {until}; depois disso os artigos voltam à loja e o dinheiro volta para você.",
        "Mostre o código ou um documento com o nome do pedido.",
        "Ver o pedido",
    ),
}


def ready_letter(facts: ReadyFacts, *, locale: str) -> ReadyLetter:
    """Write the letter in the language of `locale`, in English where we do not speak it."""
    language = locale.partition("-")[0]
    if language not in _WORDS:
        language = "en"
    words = _WORDS[language]
    until = ""
    if facts.collect_by is not None:
        moment = format_datetime(
            facts.collect_by, "EEEE d MMMM, HH:mm", tzinfo=facts.collect_by.tzinfo, locale=language
        )
        until = words.until.format(until=moment)
    code = words.code.format(code=f"{facts.code[:3]} {facts.code[3:]}")
    sentences = [line for line in (until, words.bring) if line]
    direction = Locale.parse(language).text_direction
    place = "\n".join(facts.place)
    return ReadyLetter(
        subject=words.subject.format(number=facts.order_number),
        text=f"{words.news}\n\n{place}\n\n{code}\n\n{chr(10).join(sentences)}\n\n{words.see}: {facts.url}\n",
        html=(
            f'<!doctype html><html lang="{language}" dir="{direction}"><body>'
            f"<p>{escape(words.news)}</p><p>{'<br>'.join(map(escape, facts.place))}</p>"
            f"<h1><bdi>{escape(code)}</bdi></h1><p>{'<br>'.join(map(escape, sentences))}</p>"
            f'<p><a href="{escape(facts.url)}">{escape(words.see)}</a></p></body></html>'
        ),
    )
