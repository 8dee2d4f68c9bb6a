"""Checking the age of whoever takes goods, at the door or at the counter."""

from enum import StrEnum


class IdentityDocument(StrEnum):
    """What was shown. Of the document itself nothing is kept: neither a copy, nor its number."""

    IDENTITY_CARD = "identity_card"
    PASSPORT = "passport"
    DRIVING_LICENCE = "driving_licence"
    RESIDENCE_PERMIT = "residence_permit"
    OTHER = "other"
    NONE = "none"
    """Nothing was shown."""


class AgeCheckOutcome(StrEnum):
    """What came of it."""

    PASSED = "passed"
    FAILED = "failed"
    """Too young, or nothing that shows it: the goods are not handed over."""


class CheckedAt(StrEnum):
    """Where it was checked."""

    DOOR = "door"
    COUNTER = "counter"
