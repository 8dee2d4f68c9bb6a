"""The base of every event: a fact that one context tells the others."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, ClassVar

_types: dict[str, "type[Event]"] = {}


@dataclass(frozen=True, slots=True)
class Told:
    """A field of an event that is told outside: what it is, in words, and how it may look as JSON."""

    words: str
    example: Any


@dataclass(frozen=True, slots=True)
class Outside:
    """
    How an event is told to programs outside: only the fields named here leave the house.

    Attributes:
        type: its name outside, `thing.happened`; it stays though classes are renamed.
        fields: what is told, by the event's own field names. Nobody's name, address or free text.
        subject: the field that says what it is about; empty when it is about many things.
        version: grows when a field changes its meaning or goes; a new field needs no new version.
    """

    type: str
    fields: Mapping[str, Told]
    subject: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class Event:
    """
    A fact, named in the past tense: a frozen dataclass of ids and known values, never a model.

    Its `type` is `context.Name`; who published it and when is in the envelope. It stays in the house
    unless it says `outside` how it is told.
    """

    type: ClassVar[str]
    outside: ClassVar[Outside | None] = None

    def __init_subclass__(cls) -> None:
        cls.type = f"{cls.__module__.split('.')[1]}.{cls.__name__}"
        _types[cls.type] = cls


def event_types() -> MappingProxyType[str, type[Event]]:
    """Return every event class that has been imported, by its type."""
    return MappingProxyType(_types)


def public_events() -> dict[str, "type[Event]"]:
    """Return every imported event class that is told outside, by its type there."""
    return {cls.outside.type: cls for cls in _types.values() if cls.outside is not None}
