"""The editor of conditions: a text field of JSON that a script turns into selects and inputs."""

from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from unfold.widgets import UnfoldAdminTextareaWidget

from serai.kernel.conditions import BadConditions, Field, Fields, FieldType, takes
from serai.kernel.conditions.explain import said_name
from serai.plumbing.api.wording import direction
from serai.plumbing.conditions import LocalWords
from serai.plumbing.conditions.editor_words import EDITOR

EMPTY = '{"combinator": "and", "not": false, "rules": []}'


class RuleEditor(UnfoldAdminTextareaWidget):
    """Without a script, conditions are typed as JSON into this."""

    is_rule_editor = True

    def __init__(self) -> None:
        super().__init__({"rows": 8, "spellcheck": "false", "dir": "ltr", "class": "bo-rules-json"})


def editor_of(
    fields: Fields, words: LocalWords, *, count_url: str, refusal: BadConditions | None = None
) -> dict[str, Any]:
    """Return what the script needs: fields and operators in words, where to count, what is wrong so far."""
    return {
        "lang": words.locale,
        "dir": direction(words.locale),
        "countUrl": count_url,
        "fields": [_field(fields.domain, field, words) for field in fields.values()],
        "words": {name.removeprefix("editor."): _template(words, name) for name in EDITOR},
        "yes": words.say("word.yes"),
        "no": words.say("word.no"),
        "errors": [] if refusal is None else faults_of(refusal),
    }


def faults_of(refusal: BadConditions) -> list[dict[str, str]]:
    """Return the faults as the script and the page show them."""
    return [{"path": fault.path, "detail": fault.detail} for fault in refusal.errors]


def script_addresses() -> list[str]:
    """Return where the scripts are."""
    names = ("rule_editor", "shown_with")
    return [staticfiles_storage.url(f"back_office/{name}.js") for name in names]


def style_address() -> str:
    """Return where the style sheet is."""
    return staticfiles_storage.url("back_office/rule_editor.css")


def _field(domain: str, field: Field, words: LocalWords) -> dict[str, Any]:
    strict = FieldType.CHOICE in (field.type, field.of)
    return {
        "name": field.name,
        "label": words.label(domain, field),
        "type": str(field.type),
        "element": str(field.element),
        "unit": field.currency or field.unit,
        "strict": strict,
        "choices": [
            {"value": choice.value, "label": words.choice(domain, field, choice.value)}
            for choice in field.choices
        ],
        "operators": [
            {
                "name": str(operator),
                "label": _operator(said_name(field, operator), words),
                "takes": str(takes(operator)),
            }
            for operator in field.operators
        ],
    }


def _operator(name: str, words: LocalWords) -> str:
    """Return what the operator says, without the field and with dots for its values."""
    dots = dict.fromkeys(("value", "low", "high", "span"), "…")
    said = words.say(name, field="", **dots).translate(_UNSEEN)
    return said.strip(" :–")


def _template(words: LocalWords, name: str) -> str:
    """Return a sentence with its braces, for the script to fill."""
    facts = {fact: "{" + fact + "}" for fact in ("number", "value", "count", "usable")}
    return words.say(name, **facts).translate(_UNSEEN)


_UNSEEN = {0x2068: None, 0x2069: None}
"""Marks that isolate a fact in a sentence read from right to left."""
