"""Slots: places where something is chosen, each declared once."""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType

from serai.kernel.errors import DomainError, Kind
from serai.kernel.told import Told

_CODE = re.compile(r"[a-z]+(\.[a-z_]+)?")


class OutcomeKind(StrEnum):
    """What can come of something that was shown."""

    CLICK = "click"
    CART = "cart"
    ORDER = "order"
    KEPT = "kept"
    """What was promised was kept."""
    COST = "cost"
    """What it cost, below zero: more is better here as everywhere."""
    MARGIN = "margin"
    """What it left over what the goods cost; below zero where they were sold for less."""
    HIT = "hit"
    """How near what was foreseen came to what happened: 1 exactly, 0 not at all."""


class SlotNotFound(DomainError):
    """No such slot is declared."""

    code = "decisions.slot_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, slot: str) -> None:
        self.slot = slot
        super().__init__(f"There is no slot {slot!r}.")


@dataclass(frozen=True, slots=True)
class Slot:
    """
    A place where something is chosen.

    Attributes:
        code: stable name, such as "home.suggestions": it is in the rows.
        name: for people.
        candidates: what can stand here, in words.
        reward: what a policy is to bring about; learning policies learn from it.
        tells: every kind of outcome that comes back from this place, the reward among them.
        subjects: who or what is decided about, in the plural, for people.
        guardrails: metrics that an experiment here should not make worse.
        attribution: how long after it was shown something may still be credited to it.
    """

    code: str
    name: str
    candidates: str
    reward: OutcomeKind = OutcomeKind.CLICK
    tells: tuple[OutcomeKind, ...] = (OutcomeKind.CLICK, OutcomeKind.CART, OutcomeKind.ORDER)
    subjects: str = "shoppers"
    guardrails: tuple[str, ...] = ("ordered", "revenue")
    attribution: timedelta = timedelta(days=7)

    def __post_init__(self) -> None:
        """Refuse a slot of whose reward nobody would ever hear."""
        if self.reward not in self.tells:
            raise ValueError(f"{self.code}: nobody tells whether it brought about its reward.")

    def named(self) -> Told:
        """Return its name, for people."""
        return Told(self.code, self.name)

    def of_subjects(self) -> dict[str, Told]:
        """Return the words for who or what is decided about."""
        return {"all": Told("subjects", self.subjects), **words_for(self.subjects)}

    def chosen_among(self) -> Told:
        """Return what can stand here."""
        return Told(f"{self.code}.candidates", self.candidates)


def words_for(subjects: str) -> dict[str, Told]:
    """
    Return the words of a metric for its subjects, as `subjects` begin a sentence and as one of them.

    Example:
        >>> [str(word) for word in words_for("articles").values()]
        ['Articles', 'article']
    """
    return {
        "subjects": Told("subjects", subjects.capitalize()),
        "subject": Told("subject", subjects.removesuffix("s")),
    }


_declared: dict[str, Slot] = {}


def declare_slot(slot: Slot) -> Slot:
    """
    Make a slot known; the same declaration twice is one.

    Raises:
        ValueError: the code is taken by another slot, or is none.
    """
    if not _CODE.fullmatch(slot.code):
        raise ValueError(f"{slot.code!r} is no code such as 'home.suggestions'.")
    if _declared.setdefault(slot.code, slot) != slot:
        raise ValueError(f"The slot {slot.code} is declared already.")
    return slot


def declared_slots() -> MappingProxyType[str, Slot]:
    """Return every slot by its code."""
    return MappingProxyType(_declared)


def slot_of(code: str) -> Slot:
    """
    Return a declared slot.

    Raises:
        SlotNotFound: no such slot.
    """
    try:
        return _declared[code]
    except KeyError:
        raise SlotNotFound(code) from None
