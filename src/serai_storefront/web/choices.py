"""What a reader decided about optional uses of their data, kept in one cookie."""

import dataclasses
from typing import Self

TEXT_VERSION = "2026-11"
"""Version of the sentence that the reader agreed to or refused."""


@dataclasses.dataclass(frozen=True, slots=True)
class Choices:
    """Whether suggestions may rest on the reader's own purchases; None while undecided."""

    personalisation: bool | None = None

    @classmethod
    def read(cls, cookie: str) -> Self:
        """
        Return the decision in a cookie; one about an older text counts as none.

        Example:
            >>> Choices.read(str(Choices(personalisation=True)))
            Choices(personalisation=True)
            >>> Choices.read("")
            Choices(personalisation=None)
        """
        version, _, decision = cookie.partition(".")
        if version != TEXT_VERSION or decision not in {"yes", "no"}:
            return cls()
        return cls(personalisation=decision == "yes")

    def __str__(self) -> str:
        return f"{TEXT_VERSION}.{'yes' if self.personalisation else 'no'}"
