"""
Bring the catalogues up to date with the sentences in templates and pages.

Run `python -m serai_storefront.i18n.extract` after changing a sentence. New ones are left empty for a translator,
and named.
"""

import sys
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from serai_storefront.i18n.catalogues import MESSAGES
from serai_storefront.i18n.languages import LANGUAGES

PACKAGE = Path(__file__).parent.parent
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2.ext.babel_extract")]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "plural": (1, 2), "mark": None}
OPTIONS = {
    "templates/**.html": {
        "newstyle_gettext": "true",
        "trim_blocks": "true",
        "lstrip_blocks": "true",
    }
}


def sentences() -> Catalog:
    """Return every sentence of the package that a reader may see, with where it is written."""
    catalogue = Catalog()
    for name, _line, message, comments, context in extract_from_dir(
        PACKAGE, METHODS, OPTIONS, keywords=KEYWORDS
    ):
        catalogue.add(
            message, locations=[(Path(name).as_posix(), 0)], auto_comments=comments, context=context
        )
    return catalogue


def main() -> None:
    """Update every catalogue, and say which sentences wait for a translator."""
    update(MESSAGES)
    waiting = {code: untranslated(MESSAGES, code) for code in LANGUAGES}
    for code, missing in waiting.items():
        sys.stdout.writelines(f"{code}: {sentence}\n" for sentence in missing)
    if any(waiting.values()):
        raise SystemExit(1)


def untranslated(folder: Path, code: str) -> list[str]:
    """Return the sentences of a catalogue that are empty or only in part translated."""
    with (folder / f"{code}.po").open("rb") as source:
        catalogue = read_po(source, locale=code)
    return [_said(message.id) for message in catalogue if message.id and not _is_whole(message)]


def update(folder: Path) -> None:
    """Bring the catalogues of a folder up to date; only English repeats the sentence itself."""
    found = sentences()
    for code in LANGUAGES:
        path = folder / f"{code}.po"
        catalogue = Catalog(locale=code, project="serai_storefront")
        if path.exists():
            with path.open("rb") as source:
                catalogue = read_po(source, locale=code)
        catalogue.update(deepcopy(found), no_fuzzy_matching=True, keep_user_comments=False)
        catalogue.obsolete.clear()
        _plain_header(catalogue, LANGUAGES[code].name)
        if code == "en":
            for message in catalogue:
                if message.id:
                    message.string = message.id
        with path.open("wb") as target:
            write_po(
                target,
                catalogue,
                width=110,
                omit_header=False,
                sort_output=True,
                include_lineno=False,
            )


def _is_whole(message: Message) -> bool:
    forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(forms)


def _said(sentence: str | tuple[str, ...] | list[str]) -> str:
    return sentence if isinstance(sentence, str) else sentence[0]


def _plain_header(catalogue: Catalog, language: str) -> None:
    """Keep out of the header what changes by itself: the history is kept elsewhere."""
    catalogue.fuzzy = False
    catalogue.header_comment = f"# The storefront's words: {language}."
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    catalogue.last_translator = catalogue.language_team = catalogue.msgid_bugs_address = ""
    catalogue.version = ""


if __name__ == "__main__":
    main()
