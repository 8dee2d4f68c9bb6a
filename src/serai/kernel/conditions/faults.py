"""What is wrong with a tree, and where."""

from dataclasses import dataclass, field
from typing import Any

from serai.kernel.errors import DomainError, Kind


@dataclass(frozen=True, slots=True)
class Fault:
    """
    One thing that is wrong.

    `path` is a JSON pointer (RFC 6901) into the tree as it was sent, such as `/rules/1/rules/0/value`.
    `code` says what is wrong, for programs; `detail` says it in English and `facts` are its values.
    """

    path: str
    code: str
    detail: str
    facts: dict[str, Any] = field(default_factory=dict)


class BadConditions(DomainError):
    """The tree of conditions cannot be understood."""

    code = "conditions.refused"
    kind = Kind.REJECTED

    def __init__(self, errors: list[Fault]) -> None:
        self.errors = errors
        first = errors[0]
        super().__init__(f"The conditions are not right: {first.path or '/'}: {first.detail}")
