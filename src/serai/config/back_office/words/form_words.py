"""What the forms of the back office ask: labels, explanations and choices, each in the reader's language."""

from collections.abc import Iterator
from typing import Any

from django.forms import BaseForm, Field
from django.forms.utils import pretty_name
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy


def name_forms() -> None:
    """Let every form of ours speak the reader's language."""
    for form in forms_of_ours():
        for name, field in _fields(form):
            field.label = _lazily(field.label or pretty_name(name))
            field.help_text = _lazily(field.help_text)
            if hasattr(field, "choices") and (said := _choices(field)):
                field.choices = [(value, _lazily(text)) for value, text in said]


def words_of_forms() -> Iterator[str]:
    """Return what the forms of ours ask, explain and offer; a choice that is a code is no word."""
    for form in forms_of_ours():
        for name, field in _fields(form):
            yield str(field.label or pretty_name(name))
            yield str(field.help_text)
            yield from (str(text) for value, text in _choices(field) if str(text) != str(value))


def forms_of_ours() -> list[type[BaseForm]]:
    """Return the forms that our pages have."""
    return [form for form in _below(BaseForm) if form.__module__.startswith("serai.")]


def _below(parent: type[Any]) -> list[type[Any]]:
    found: dict[type[Any], None] = {}
    for child in parent.__subclasses__():
        found[child] = None
        found |= dict.fromkeys(_below(child))
    return list(found)


def _fields(form: type[BaseForm]) -> Iterator[tuple[str, Field]]:
    for name, field in getattr(form, "base_fields", {}).items():
        if not field.widget.is_hidden:
            yield name, field


def _choices(field: Field) -> list[tuple[Any, Any]]:
    """Return the choices that the code names; those of a model or of a function are the merchant's words."""
    said = getattr(field, "_choices", None)
    return list(said) if isinstance(said, list | tuple) else []


def _lazily(text: Any) -> Any:
    return text if isinstance(text, Promise) or not text else gettext_lazy(text)
