"""The base of every event: a fact that one context tells the others."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar

_types: dict[str, "type[Event]"] = {}


@dataclass(frozen=True, slots=True)
class Event:
    """
    A fact, named in the past tense: a frozen dataclass of ids and known values, never a model.

    Its `type` is `context.Name`; who published it and when is in the envelope.
    """

    type: ClassVar[str]

    def __init_subclass__(cls) -> None:
        cls.type = f"{cls.__module__.split('.')[1]}.{cls.__name__}"
        _types[cls.type] = cls


def event_types() -> MappingProxyType[str, type[Event]]:
    """Return every event class that has been imported, by its type."""
    return MappingProxyType(_types)
