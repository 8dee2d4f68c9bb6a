"""A refusal is a sentence, a code, a kind and its facts."""

from enum import Enum
from typing import Any, ClassVar


class Kind(Enum):
    """What sort of refusal it is, in the domain's words."""

    MALFORMED = "malformed"
    UNAUTHENTICATED = "unauthenticated"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    CONFLICT = "conflict"
    REJECTED = "rejected"
    TOO_MANY = "too_many"
    UNAVAILABLE = "unavailable"


class DomainError(Exception):
    """
    Something the caller asked for is refused.

    A subclass is named for the refusal, sets `code` (`context.reason`) and `kind`, and keeps what it
    knows in public attributes: they travel to the caller as `facts`.
    """

    code: ClassVar[str]
    kind: ClassVar[Kind]

    @property
    def facts(self) -> dict[str, Any]:
        """Return the public attributes: what a program needs to react."""
        return {name: value for name, value in vars(self).items() if not name.startswith("_")}


def domain_errors(base: type[DomainError] = DomainError) -> list[type[DomainError]]:
    """Return every refusal that has been imported, sorted by code."""
    found: dict[str, type[DomainError]] = {}
    waiting = list(base.__subclasses__())
    while waiting:
        error = waiting.pop()
        waiting += error.__subclasses__()
        if "code" in vars(error):
            found[error.code] = error
    return [found[code] for code in sorted(found)]
