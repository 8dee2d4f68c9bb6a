"""
Bring the catalogues up to date with the sentences in templates and pages.

Run `python -m serai_storefront.i18n.extract` after changing a sentence; new ones are left empty for a translator.
"""

from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
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
    """Update every catalogue; English repeats the sentence itself."""
    found = sentences()
    for code in LANGUAGES:
        path = MESSAGES / f"{code}.po"
        catalogue = Catalog(locale=code, project="serai_storefront")
        if path.exists():
            with path.open("rb") as source:
                catalogue = read_po(source, locale=code)
        catalogue.update(found, no_fuzzy_matching=True, keep_user_comments=False)
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


def _plain_header(catalogue: Catalog, language: str) -> None:
    """Keep out of the header what changes by itself: the history is kept elsewhere."""
    catalogue.fuzzy = False
    catalogue.header_comment = f"# The storefront's words: {language}."
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    catalogue.last_translator = catalogue.language_team = catalogue.msgid_bugs_address = ""
    catalogue.version = ""


if __name__ == "__main__":
    main()
