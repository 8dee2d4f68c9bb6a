"""The letter that carries a login code, in the reader's language."""

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class LoginLetter:
    """What the letter says, as text and as HTML."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class _Words:
    subject: str
    greeting: str
    validity: str
    warning: str
    direction: str = "ltr"


_WORDS = {
    "en": _Words(
        "{code} is your login code",
        "Your code for {shop} is",
        "It is valid for {minutes} minutes and works once.",
        "If you did not ask for it, ignore this letter: nobody can log in without the code.",
    ),
    "he": _Words(
        "{code} הוא קוד הכניסה שלך",
        "הקוד שלך עבור {shop} הוא",
        "הוא תקף למשך {minutes} דקות ולשימוש אחד בלבד.",
        "אם לא ביקשת אותו, אפשר להתעלם מהמכתב: בלי הקוד איש אינו יכול להיכנס.",
        direction="rtl",
    ),
    "ru": _Words(
        "{code} — ваш код для входа",
        "Ваш код для {shop}:",
        "Он действует {minutes} минут и только один раз.",
        "Если вы не запрашивали код, не обращайте внимания на это письмо: без кода никто не войдёт.",
    ),
    "be": _Words(
        "{code} — ваш код для ўваходу",
        "Ваш код для {shop}:",
        "Ён дзейнічае {minutes} хвілін, толькі адзін раз.",
        "Калі вы не запытвалі код, не звяртайце ўвагі на гэты ліст: без кода ніхто не ўвойдзе.",
    ),
    "ka": _Words(
        "{code} — თქვენი შესვლის კოდი",
        "თქვენი კოდი {shop}-ისთვის:",
        "კოდი მოქმედებს {minutes} წუთი და მხოლოდ ერთხელ.",
        "თუ თქვენ არ მოგითხოვიათ, ნუ მიაქცევთ ამ წერილს ყურადღებას: კოდის გარეშე ვერავინ შევა.",
    ),
    "ar": _Words(
        "{code} هو رمز الدخول الخاص بك",
        "رمزك لدى {shop} هو",
        "وهو صالح لمدة {minutes} دقائق ولمرة واحدة فقط.",
        "إذا لم تطلبه فتجاهل هذه الرسالة: لا يستطيع أحد الدخول دون الرمز.",
        direction="rtl",
    ),
    "pt": _Words(
        "{code} é o seu código de acesso",
        "O seu código para {shop} é",
        "É válido por {minutes} minutos e funciona uma só vez.",
        "Se não o pediu, ignore esta carta: ninguém consegue entrar sem o código.",
    ),
}


def login_letter(code: str, *, locale: str, shop: str, minutes: int) -> LoginLetter:
    """Write the letter in the language of `locale`, in English where we do not speak it."""
    words = _WORDS.get(locale.partition("-")[0], _WORDS["en"])
    greeting = words.greeting.format(shop=shop)
    validity = words.validity.format(minutes=minutes)
    return LoginLetter(
        subject=words.subject.format(code=code),
        text=f"{greeting}\n\n    {code}\n\n{validity}\n\n{words.warning}\n",
        html=(
            f'<div dir="{words.direction}"><p>{escape(greeting)}</p>'
            f'<p style="font-size:2em;letter-spacing:.2em"><strong>{code}</strong></p>'
            f"<p>{escape(validity)}</p><p>{escape(words.warning)}</p></div>"
        ),
    )
