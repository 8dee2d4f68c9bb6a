"""Attributes in words."""

from typing import Any

from serai.catalog.public import AttributeView
from serai.discovery.domain.document import Attribute
from serai.discovery.usecases.projection.cards import ShownAttribute

Definitions = dict[str, AttributeView]


def shown_attributes(
    values: dict[str, Any], definitions: Definitions, locale: str
) -> list[ShownAttribute]:
    """Return a product's attributes for its page, by code; those that nobody has defined stay hidden."""
    return [
        ShownAttribute(code, _label(definitions[code], locale), _words(value, definitions[code]))
        for code, value in sorted(values.items())
        if code in definitions
    ]


def filter_attributes(
    shown: list[ShownAttribute], definitions: Definitions
) -> tuple[Attribute, ...]:
    """Return those of the attributes shown by which shoppers may narrow a list."""
    return tuple(
        Attribute(each.name, each.label, each.value)
        for each in shown
        if definitions[each.name].filterable and each.value
    )


def searched_words(values: dict[str, Any], definitions: Definitions) -> list[str]:
    """Return what search reads of attributes: texts and choices, and the label of what is true."""
    found = []
    for code, value in sorted(values.items()):
        definition = definitions.get(code)
        if definition is None:
            continue
        if value is True:
            found.append(definition.label)
        elif isinstance(value, str) and definition.kind != "date":
            found.append(definition.choices.get(value, value))
    return found


def _label(definition: AttributeView, locale: str) -> str:
    labels = definition.labels
    return labels.get(locale) or labels.get(locale.partition("-")[0]) or definition.label


def _words(value: Any, definition: AttributeView) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = definition.choices.get(value, value) if isinstance(value, str) else str(value)
    return f"{text} {definition.unit}".strip()
