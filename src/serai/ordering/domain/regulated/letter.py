"""The letters about what is not for everybody, in the shopper's language."""

from dataclasses import dataclass
from html import escape
from typing import Literal

from babel import Locale

from serai.ordering.domain.regulated.letter_words import WORDS

LetterTells = Literal["wanted", "released", "refused", "not_old_enough"]


@dataclass(frozen=True, slots=True)
class LawFacts:
    """What a letter tells."""

    number: str
    tells: LetterTells
    refused: tuple[tuple[str, str], ...]
    """Names of what a pharmacist has refused, and why."""
    url: str
    """Where the order can be seen, and a prescription handed in."""


@dataclass(frozen=True, slots=True)
class LawLetter:
    """What a letter says, as text and as HTML."""

    subject: str
    text: str
    html: str


def law_letter(facts: LawFacts, *, locale: str) -> LawLetter:
    """Write a letter in the language of `locale`, in English where we do not speak it."""
    language = locale.partition("-")[0]
    if language not in WORDS:
        language = "en"
    words = WORDS[language]
    subject, news = words.told[facts.tells]
    listed = [f"{name}: {why}" for name, why in facts.refused if facts.tells == "refused"]
    direction = Locale.parse(language).text_direction
    told = "".join(f"<li>{escape(line)}</li>" for line in listed)
    points = "\n".join(f"• {line}" for line in listed)
    return LawLetter(
        subject=subject.format(number=facts.number),
        text="\n\n".join(filter(None, (news, points, f"{words.see}: {facts.url}"))) + "\n",
        html=(
            f'<!doctype html><html lang="{language}" dir="{direction}"><body>'
            f"<p>{escape(news)}</p>{f'<ul>{told}</ul>' if told else ''}"
            f'<p><a href="{escape(facts.url)}">{escape(words.see)}</a></p></body></html>'
        ),
    )
