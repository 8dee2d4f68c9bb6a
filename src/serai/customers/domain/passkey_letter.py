"""The letter that tells that a passkey was added to an account, in the reader's language."""

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class PasskeyLetter:
    """What the letter says, as text and as HTML."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class _Words:
    subject: str
    news: str
    action: str
    direction: str = "ltr"


_WORDS = {
    "en": _Words(
        "A passkey was added to your account",
        "The passkey “{name}” can log in to your account at {shop} from now on.",
        "If it was not you, remove it at once:",
    ),
    "he": _Words(
        "נוסף מפתח גישה לחשבון שלך",
        "מעכשיו אפשר להיכנס לחשבון שלך ב־{shop} עם מפתח הגישה ”{name}”.",
        "אם לא הוספת אותו, יש להסיר אותו מיד:",
        direction="rtl",
    ),
    "ru": _Words(
        "В вашу учётную запись добавлен ключ доступа",
        "Ключ доступа «{name}» теперь может входить в вашу учётную запись в {shop}.",
        "Если это были не вы, немедленно удалите его:",
    ),
    "be": _Words(
        "Ва ўліковы запіс дададзены ключ доступу",
        "З ключом доступу «{name}» цяпер можна ўвайсці ў ваш уліковы запіс у {shop}.",
        "Калі гэта былі не вы, неадкладна выдаліце яго:",
    ),
    "ka": _Words(
        "თქვენს ანგარიშს წვდომის გასაღები დაემატა",
        "წვდომის გასაღებით „{name}“ ამიერიდან შესაძლებელია თქვენს ანგარიშში შესვლა {shop}-ზე.",
        "თუ ეს თქვენ არ იყავით, დაუყოვნებლივ წაშალეთ:",
    ),
    "ar": _Words(
        "أُضيف مفتاح مرور إلى حسابك",
        "يمكن من الآن الدخول إلى حسابك لدى {shop} بمفتاح المرور «{name}».",
        "إن لم تكن أنت من أضافه فأزله فورًا:",
        direction="rtl",
    ),
    "pt": _Words(
        "Foi adicionada uma chave de acesso à sua conta",
        "A chave de acesso «{name}» pode entrar na sua conta em {shop} a partir de agora.",
        "Se não foi você, remova-a imediatamente:",
    ),
}


def passkey_letter(name: str, *, locale: str, shop: str, url: str) -> PasskeyLetter:
    """Write the letter in the language of `locale`, in English where we do not speak it."""
    words = _WORDS.get(locale.partition("-")[0], _WORDS["en"])
    news = words.news.format(name=name, shop=shop)
    return PasskeyLetter(
        subject=words.subject,
        text=f"{news}\n\n{words.action}\n{url}\n",
        html=(
            f'<div dir="{words.direction}"><p>{escape(news)}</p><p>{escape(words.action)}<br>'
            f'<a href="{escape(url)}">{escape(url)}</a></p></div>'
        ),
    )
