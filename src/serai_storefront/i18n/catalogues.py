"""Message catalogues: kept as text, compiled in memory when a language is first used."""

import functools
import gettext
import io
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

MESSAGES = Path(__file__).parent / "messages"


@functools.cache
def translations_of(code: str) -> gettext.GNUTranslations:
    """Return the compiled catalogue of a language."""
    with (MESSAGES / f"{code}.po").open("rb") as source:
        catalogue = read_po(source, locale=code, abort_invalid=True)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def mark(sentence: str) -> str:
    """Mark a sentence for translation where it is written; it is translated where it is shown."""
    return sentence
