"""Policies in their versions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from serai.decisions.models import Policy
from serai.kernel.errors import DomainError, Kind


class PolicyNotFound(DomainError):
    """There is no such policy, or not in this version."""

    code = "decisions.policy_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, policy: str, version: int | None = None) -> None:
        self.policy, self.version = policy, version
        of = "" if version is None else f" in version {version}"
        super().__init__(f"There is no policy {policy!r}{of}.")


@dataclass(frozen=True)
class PolicyView:
    """One version of a policy."""

    code: str
    version: int
    kind: str
    parameters: Mapping[str, Any]
    note: str
    created_at: datetime

    @classmethod
    def of(cls, row: Policy) -> Self:
        """Return the view of a row."""
        return cls(row.code, row.version, row.kind, row.parameters, row.note, row.created_at)


def policies() -> list[PolicyView]:
    """Return the newest version of every policy, by code; one statement."""
    newest = Policy.objects.order_by("code", "-version").distinct("code")
    return [PolicyView.of(row) for row in newest]


def policy_row(code: str, version: int | None = None) -> Policy | None:
    """
    Return a version of a policy, the newest when none is named; `None` for the empty code.

    Raises:
        PolicyNotFound: there is none.
    """
    if not code:
        return None
    found = Policy.objects.filter(code=code).order_by("-version")
    if version:
        found = found.filter(version=version)
    row = found.first()
    if row is None:
        raise PolicyNotFound(code, version)
    return row
