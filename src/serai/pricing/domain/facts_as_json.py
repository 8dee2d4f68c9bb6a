"""Facts that promotions asked about, kept as JSON and read back as they were."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from serai.kernel.money import Money


def facts_as_json(facts: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return facts as JSON values: text, whole numbers and yes or no as they are, others under their kind.

    Raises:
        TypeError: a value is none that conditions know, such as a float.
    """
    return {name: _written(value) for name, value in sorted(facts.items()) if value is not None}


def facts_from_json(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts of `facts_as_json`; lists come back as sets."""
    return {name: _read(value) for name, value in kept.items()}


def _written(value: Any) -> Any:
    if isinstance(value, str | int):
        return value
    if isinstance(value, Money):
        return {"money": [value.minor, value.currency]}
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, datetime):
        return {"instant": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, Collection) and not isinstance(value, Mapping | bytes):
        return sorted(value)
    raise TypeError(f"{value!r} is no fact.")


def _read(value: Any) -> Any:
    if isinstance(value, list):
        return frozenset(value)
    if not isinstance(value, Mapping):
        return value
    ((kind, kept),) = value.items()
    match kind:
        case "money":
            return Money(*kept)
        case "decimal":
            return Decimal(kept)
        case "instant":
            return datetime.fromisoformat(kept)
    return date.fromisoformat(kept)
