"""
Bring the catalogues up to date with what the back office says.

Run `python -m serai.config.back_office.words.extract` after naming a page, a column or a button; what is new is
left empty for a translator.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets, label_for_field
from django.core.exceptions import FieldDoesNotExist

from serai.config.back_office.nothing_yet import NOTHING_YET
from serai.config.back_office.words.catalogues import LANGUAGES, MESSAGES
from serai.config.back_office.words.code_words import sentences_in
from serai.config.back_office.words.form_words import words_of_forms
from serai.customers.domain.predicting.rfm_group import RFM_GROUPS
from serai.decisions.domain.slot import declared_slots, words_for

PACKAGE = Path(__file__).parents[3]
_PAGES = (
    *("*/admin.py", "*/admin/*.py", "config/back_office/*.py", "plumbing/**/*.py"),
    "config/back_office/sign_in/*.py",
    *("*/domain/**/*.py", "*/queries/**/*.py", "*/usecases/**/*.py"),
)
"""Where pages of the back office are made, and where what they tell comes from."""
_KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None, "worded": None}
SAID_BY_VALUE = (
    *(
        "accepted",
        "account",
        "cancelled",
        "captured",
        "completed",
        "failed",
        "fulfilled",
        "held",
        "in use",
    ),
    *(
        "alike",
        "better",
        "broken",
        "cart",
        "click",
        "cost",
        "hit",
        "kept",
        "margin",
        "not yet known",
    ),
    *("order", "unsound", "worse"),
    *("invoice", "off", "on", "on sale", "open", "ordered", "paid", "placing", "released", "sale"),
    *("shadow", "valid", "waiting", "withdrawn"),
)
"""States that a page says as they stand in a row."""
OF_THE_THEME = (
    *("Choose file to upload", "Dark", "Filters", "Go back", "Light", "Search"),
    *("Search apps and models...", "Select action", "Select action to run", "Select all rows"),
    *("Select record", "System"),
    "After you've created a user, you’ll be able to edit more user options.",
    "Raw passwords are not stored, so there is no way to see this user’s password, but you can change the password "
    "using",
    "this form",
)
"""Words of the theme that it leaves in English."""
_TRANSLATE = re.compile(r"{%\s*(?:translate|trans)\s+([\"'])(.+?)\1")
"""The sentences of a Django template; in what replaces the theme's, blocks with values are the theme's own."""
_BLOCK = re.compile(r"{%\s*blocktranslate[^%]*%}(.+?){%\s*endblocktranslate")
_VALUE = re.compile(r"{{\s*(\w+)\s*}}")


def names() -> set[str]:
    """Return what every page, column, button and field of a question is called."""
    from serai.config.back_office.side_bar import SIDE_BAR  # noqa: PLC0415 - needs the apps
    from serai.config.back_office.words.names import (  # noqa: PLC0415 - needs the apps
        buttons_of,
        choices_of,
        filters_of,
    )

    found = {title for title, _ in SIDE_BAR}
    found |= {title for _, pages in SIDE_BAR for title, _, _ in pages}
    for page in admin.site._registry.values():  # noqa: SLF001 - Django has no other way
        if page.opts.app_label == "auth":
            continue  # Django names and translates them
        found |= {str(page.opts.app_config.verbose_name), str(page.opts.verbose_name_plural)}
        found |= {*_columns(page), str(page.search_help_text or "")}
        for narrows in filters_of(page):
            found |= {str(narrows.title), str(getattr(narrows, "first", ""))}
        for field in page.opts.fields:
            found |= {str(label) for _, label in choices_of(field)} if field.choices else set()
        for rows in page.inlines:
            found |= {*_columns(rows(page.model, admin.site)), str(rows.verbose_name_plural or "")}
        for button in buttons_of(page):
            found.add(str(button.short_description))
    found |= set(words_of_forms())
    return {name for name in found if _is_said(name)}


def _columns(page: Any) -> Iterator[str]:
    shown = [
        *getattr(page, "list_display", ()),
        *(page.readonly_fields or ()),
        *(page.fields or ()),
    ]
    if page.fieldsets:
        shown += flatten_fieldsets(page.fieldsets)
        yield from (str(title) for title, _ in page.fieldsets if title)
    for name in dict.fromkeys(shown):
        try:
            yield str(label_for_field(name, page.model, page))
        except (AttributeError, FieldDoesNotExist):
            continue


def _is_said(name: str) -> bool:
    """Return whether a name has words; codes, figures and signs are the same everywhere."""
    return bool(re.search("[A-Za-z]{2}|^[A-Z]$", name))


def sentences() -> Iterator[str]:
    """Return what code and templates of the back office say by gettext."""
    for code in sorted({path for pages in _PAGES for path in PACKAGE.glob(pages)}):
        yield from sentences_in(code)
        with code.open("rb") as source:
            for _line, message, *_rest in extract("python", source, keywords=_KEYWORDS):
                yield message if isinstance(message, str) else message[0]
    for slot in declared_slots().values():
        yield from (str(word) for word in slot.of_subjects().values())
    yield from (str(word) for word in words_for("subjects").values())
    yield from (*SAID_BY_VALUE, *OF_THE_THEME, *NOTHING_YET.values(), *RFM_GROUPS.values())
    for template in sorted(PACKAGE.glob("*/templates/back_office/**/*.html")):
        for block in _BLOCK.findall(template.read_text()):
            yield _VALUE.sub(r"%(\1)s", block)
    for template in sorted(PACKAGE.glob("*/templates/**/*.html")):
        yield from (said for _, said in _TRANSLATE.findall(template.read_text()))


def all_that_is_said() -> set[str]:
    """Return every sentence and name that the catalogues must have."""
    return names() | set(sentences())


def main() -> None:
    """Update every catalogue."""
    from serai.config.back_office.words.names import name_everything  # noqa: PLC0415 - needs the apps

    name_everything(admin.site)
    found = Catalog()
    for said in sorted(all_that_is_said()):
        found.add(said)
    for language in LANGUAGES:
        if language != "en":
            _update(language, found)


def _update(language: str, found: Catalog) -> None:
    path = MESSAGES / f"{language}.po"
    catalogue = Catalog(locale=language, project="serai")
    if path.exists():
        with path.open("rb") as source:
            catalogue = read_po(source, locale=language)
    catalogue.update(found, no_fuzzy_matching=True, keep_user_comments=False)
    catalogue.obsolete.clear()
    catalogue.fuzzy = False
    catalogue.header_comment = f"# The words of the back office: {language}."
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    catalogue.last_translator = catalogue.language_team = catalogue.msgid_bugs_address = ""
    catalogue.version = ""
    with path.open("wb") as target:
        write_po(target, catalogue, width=110, sort_output=True)


if __name__ == "__main__":
    django.setup()
    main()
