"""What the back office calls its pages, columns and buttons; each name is said in the reader's language."""

from collections.abc import Iterator
from typing import Any

from django.contrib.admin import AdminSite
from django.db.models import Model
from django.forms.utils import pretty_name
from django.utils.functional import Promise, lazy
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, gettext_lazy

from serai.config.back_office.nothing_yet import NOTHING_YET
from serai.config.back_office.side_bar import SIDE_BAR
from serai.config.back_office.words.form_words import name_forms

_SPELT = {
    "asks birth date": "Asks for a date of birth",
    "channel code": "Channel",
    "channel id": "Channel",
    "country code": "Country",
    "cut off minutes": "Cut-off, minutes before closing",
    "customer id": "Customer",
    "earliest days": "Earliest, days",
    "email": "E-mail",
    "email verified at": "E-mail verified at",
    "grams per 100 km": "Grams of CO₂ per 100 km",
    "gtin": "GTIN",
    "height mm": "Height, mm",
    "id": "Id",
    "iban": "IBAN",
    "issuer id": "Issuer",
    "lat": "Latitude",
    "latest days": "Latest, days",
    "length mm": "Length, mm",
    "line1": "Street",
    "line2": "Street, second line",
    "locale": "Language",
    "locales": "Languages",
    "lon": "Longitude",
    "notice days": "Notice, days",
    "order id": "Order",
    "sha256": "Fingerprint (SHA-256)",
    "sku": "SKU",
    "source": "Where it comes from",
    "told by": "Promised by",
    "weight g": "Weight, g",
    "width mm": "Width, mm",
}
"""Columns whose name in the database is not what people say."""

_CONTEXTS = {
    "auth": "Staff",
    "fulfilment": "Fulfilment",
    "ordering": "Sales",
    "plumbing": "Machine room",
}
"""Parts of the back office whose name is not that of the code."""


def name_everything(site: AdminSite) -> None:
    """Give every page, column, button and question of the site a name that follows the reader's language."""
    titles = {label: title for _, pages in SIDE_BAR for title, label, _ in pages}
    for model, page in site._registry.items():  # noqa: SLF001 - Django has no other way
        _name_model(model, titles.get(model._meta.label_lower))
        _name_columns(page)
        _name_buttons(page)
        said = _said(page.search_help_text or "")
        nothing = NOTHING_YET.get(model._meta.label_lower, "")
        vars(page).update(search_help_text=said, nothing_yet=nothing)
        for rows in page.inlines:
            _name_model(rows.model, None)
            _name_columns(rows)
            if rows.verbose_name_plural:
                rows.verbose_name_plural = _said(rows.verbose_name_plural)
        for narrows in filters_of(page):
            narrows.title = _said(narrows.title)
    for config in {page.opts.app_config for page in site._registry.values()}:  # noqa: SLF001
        config.verbose_name = _said(_CONTEXTS.get(config.label, config.verbose_name))
    name_forms()


def people_say(name: str) -> str:
    """Return how people call what a program calls `name`, such as "channel_code"."""
    words = name.replace("_", " ").strip()
    return _SPELT.get(words.lower()) or capfirst(words)


def _said(text: Any) -> Any:
    return text if isinstance(text, Promise) else gettext_lazy(text)


def _name_model(model: type[Model], title: str | None) -> None:
    options = model._meta
    if isinstance(options.verbose_name, Promise):
        return
    own = options.original_attrs.get("verbose_name_plural")
    options.verbose_name_plural = _said(title or own or _plural_of(str(options.verbose_name)))
    options.verbose_name = _said(options.verbose_name)
    for field in options.get_fields():
        if hasattr(field, "verbose_name") and not isinstance(field.verbose_name, Promise):
            field.verbose_name = _said(people_say(str(field.verbose_name)))
    for column in options.fields:
        if column.choices:
            column.choices = [
                (value, label if isinstance(label, Promise) else _in_words(str(label)))
                for value, label in column.flatchoices
            ]


def _people_read(label: str) -> str:
    """Return a choice in the reader's language; as the code has it for migrations, which read without one."""
    return gettext(_with_blanks(label)) if get_language() else label


_in_words = lazy(_people_read, str)


def _with_blanks(label: str) -> str:
    return label.replace("_", " ")


def choices_of(field: Any) -> Iterator[tuple[Any, Any]]:
    """Return the choices of a column as people say them; what is a program's word is said with blanks."""
    for value, label in field.flatchoices:
        yield value, label if isinstance(label, Promise) else _with_blanks(str(label))


def _plural_of(name: str) -> str:
    if name.endswith("y") and name[-2:-1] not in "aeiou":
        return f"{name[:-1]}ies"
    return f"{name}es" if name.endswith(("s", "x", "ch", "sh")) else f"{name}s"


def _name_columns(page: Any) -> None:
    cls = page if isinstance(page, type) else type(page)
    for name in {*_columns(page)}:
        shown = getattr(cls, str(name), None)
        if not callable(shown) or isinstance(getattr(shown, "short_description", ""), Promise):
            continue
        told = getattr(shown, "short_description", None)
        shown.short_description = _said(people_say(told or pretty_name(str(name))))


def _columns(page: Any) -> Iterator[Any]:
    yield from getattr(page, "list_display", ())
    yield from page.readonly_fields or ()
    yield from page.fields or ()


def _name_buttons(page: Any) -> None:
    for button in buttons_of(page):
        if isinstance(button.short_description, Promise):
            continue
        button.short_description = _said(button.short_description)
        question = getattr(button, "dialog", None)
        if question:
            for part in ("title", "description", "form_submit_text"):
                if question.get(part):
                    question[part] = _said(question[part])


def filters_of(page: Any) -> Iterator[Any]:
    """Return the filters beside a list that are ours and have a title."""
    for narrows in page.list_filter:
        if isinstance(narrows, type) and getattr(narrows, "title", None):
            yield narrows


def buttons_of(page: Any) -> Iterator[Any]:
    """Return the functions behind the buttons of a page: above its list, in a row, on one thing."""
    wanted = (*page.actions_list, *page.actions_detail, *page.actions_row, *(page.actions or ()))
    for name in page._extract_action_names(wanted):  # noqa: SLF001 - the theme has no other way
        button = getattr(type(page), name, None) if isinstance(name, str) else None
        if button is not None and hasattr(button, "short_description"):
            yield button
