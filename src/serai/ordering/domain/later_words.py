"""What letters say about when something comes that was not there, in seven languages."""

from datetime import date

from babel.dates import format_date

_BETWEEN = {
    "en": "It is with you between {first} and {last}.",
    "he": "הוא יגיע אליך בין {first} ל-{last}.",
    "ru": "Будет у вас между {first} и {last}.",
    "be": "Будзе ў вас паміж {first} і {last}.",
    "ka": "თქვენთან იქნება {first}-სა და {last}-ს შორის.",
    "ar": "يصلك بين {first} و{last}.",
    "pt": "Está consigo entre {first} e {last}.",
}
_UNKNOWN = {
    "en": "We do not know yet when it comes; we write as soon as we do.",
    "he": "עדיין לא ידוע מתי יגיע; נכתוב ברגע שנדע.",
    "ru": "Мы пока не знаем, когда это поступит; напишем, как только узнаем.",
    "be": "Мы пакуль не ведаем, калі гэта паступіць; напішам, як толькі даведаемся.",
    "ka": "ჯერ არ ვიცით, როდის მოვა; მოგწერთ, როგორც კი გავიგებთ.",
    "ar": "لا نعرف بعد متى يصل؛ نكتب إليك حالما نعرف.",
    "pt": "Ainda não sabemos quando chega; escrevemos assim que soubermos.",
}
_RELEASED = {
    "en": "It is released on {day}.",
    "he": "הוא יוצא לשוק ב-{day}.",
    "ru": "Выходит {day}.",
    "be": "Выходзіць {day}.",
    "ka": "გამოდის {day}.",
    "ar": "يصدر في {day}.",
    "pt": "É lançado em {day}.",
}


def when_it_comes(
    first_on: date | None, last_on: date | None, release_on: date | None, *, language: str
) -> list[str]:
    """
    Return sentences about when something is with the shopper, in a language that letters speak.

    Example:
        >>> when_it_comes(None, None, date(2026, 12, 3), language="en")[0]
        'It is released on December 3, 2026.'
    """

    def day(on: date) -> str:
        return str(format_date(on, "long", locale=language))

    told = [_RELEASED[language].format(day=day(release_on))] if release_on else []
    if first_on is None or last_on is None:
        return [*told, _UNKNOWN[language]]
    return [*told, _BETWEEN[language].format(first=day(first_on), last=day(last_on))]
