"""Lets Django's own gettext know the words of the back office, read from the catalogues as translators keep them."""

from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils import translation
from django.utils.translation import trans_real

MESSAGES = Path(__file__).parent / "messages"
LANGUAGES = ("en", "he", "ru", "be", "ka", "ar", "pt")


class Catalogues:
    """What the platform says, as the catalogues have it."""

    def said(self, sentence: str, language: str) -> str:
        """Return a sentence in a language; the English where there is no other."""
        learn(language)
        with translation.override(language):
            return translation.gettext(sentence)


@cache
def learn(language: str) -> None:
    """Add our words of a language to Django's; the first page in it does so for its process."""
    path = MESSAGES / f"{language}.po"
    if not path.exists():
        return
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(path.read_bytes()), locale=language))
    compiled.seek(0)
    trans_real.translation(language).merge(GNUTranslations(compiled))
