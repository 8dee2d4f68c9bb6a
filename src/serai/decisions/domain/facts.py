"""What rules may ask of a candidate: each fact declared once by who brings it."""

from serai.kernel.conditions import Field, Fields, FieldType

_TIMELESS = (FieldType.TEXT, FieldType.NUMBER, FieldType.CHOICE, FieldType.BOOLEAN)
_declared: dict[str, Field] = {}


def declare_facts(*fields: Field) -> None:
    """
    Let rules ask for these fields of candidates; the same declaration twice is one.

    Raises:
        ValueError: another fact has this name, or it is about time, which rules here know nothing of.
    """
    for field in fields:
        if field.type not in _TIMELESS:
            raise ValueError(
                f"{field.name}: a candidate's facts are text, numbers, choices, yes or no."
            )
        if _declared.setdefault(field.name, field) != field:
            raise ValueError(f"The fact {field.name} is declared already.")


def declared_facts() -> Fields:
    """Return every fact that rules may ask for."""
    return Fields("candidate", _declared.values())
