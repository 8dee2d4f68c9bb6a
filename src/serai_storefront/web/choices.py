"""What a reader decided about optional uses of their data, kept in one cookie."""

import dataclasses
from typing import Self

TEXT_VERSION = "2026-11"
"""Version of the sentence that the reader agreed to or refused."""


@dataclasses.dataclass(frozen=True, slots=True)
class Choices:
    """
    Whether suggestions may rest on the reader's own purchases, and whether their clicks are counted.

    None while undecided; without a yes nothing is counted.
    """

    personalisation: bool | None = None
    analytics: bool | None = None

    @classmethod
    def read(cls, cookie: str) -> Self:
        """
        Return the decision in a cookie; one about an older text counts as none.

        Example:
            >>> Choices.read(str(Choices(personalisation=True)))
            Choices(personalisation=True, analytics=None)
            >>> Choices.read(str(Choices(personalisation=False, analytics=True)))
            Choices(personalisation=False, analytics=True)
            >>> Choices.read("")
            Choices(personalisation=None, analytics=None)
        """
        version, *decisions = cookie.split(".")
        if version != TEXT_VERSION:
            return cls()
        return cls(*(_DECISIONS.get(word) for word in decisions[:2]))

    def __str__(self) -> str:
        words: dict[bool | None, str] = {decision: word for word, decision in _DECISIONS.items()}
        decisions = [words.get(each, "-") for each in (self.personalisation, self.analytics)]
        return ".".join([TEXT_VERSION, *decisions]).removesuffix(".-")


_DECISIONS = {"yes": True, "no": False}
