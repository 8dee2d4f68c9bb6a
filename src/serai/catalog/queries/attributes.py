"""What products can be described by."""

from dataclasses import dataclass
from uuid import UUID

from serai.catalog.domain.attributes import AttributeKind, AttributeType
from serai.catalog.models import Attribute


@dataclass(frozen=True, slots=True)
class AttributeView:
    """
    An attribute's definition.

    `label` is in the shop's own language and `labels` in others, by locale. `choices` maps each value of
    a choice to its label. `filterable`: shoppers may narrow a list by it.
    """

    id: UUID
    code: str
    kind: str
    label: str
    labels: dict[str, str]
    unit: str
    choices: dict[str, str]
    filterable: bool


def attributes() -> dict[str, AttributeView]:
    """Return every definition by its code; one statement."""
    return {
        row.code: AttributeView(
            id=row.pk,
            code=row.code,
            kind=row.kind,
            label=row.label,
            labels=row.labels,
            unit=row.unit,
            choices={choice["value"]: choice["label"] for choice in row.choices},
            filterable=row.filterable,
        )
        for row in Attribute.objects.order_by("code")
    }


def attribute_types() -> dict[str, AttributeType]:
    """Return what values each attribute takes, by its code; one statement."""
    return {
        view.code: AttributeType(
            view.code, AttributeKind(view.kind), view.unit, tuple(view.choices)
        )
        for view in attributes().values()
    }
