"""What makes a policy: a name, parameters with their bounds, and a ranker."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from serai.decisions.domain.candidates import Candidates, Context
from serai.decisions.domain.learnt import Learnt
from serai.kernel.errors import DomainError, Kind
from serai_science.bandits.ranked import Ranked

Parameters = Mapping[str, Any]


class BadPolicy(DomainError):
    """A policy's parameters are not what its kind takes."""

    code = "decisions.bad_policy"
    kind = Kind.REJECTED

    def __init__(self, field: str, reason: str) -> None:
        self.field, self.reason = field, reason
        super().__init__(f"{field}: {reason}")


class Ranker(Protocol):
    """A policy as it runs: parameters and what was learnt, ready to rank."""

    def rank(self, candidates: Candidates, context: Context) -> Ranked:
        """Return an order of at least one candidate, and each one's chance of the first place."""
        ...


@dataclass(frozen=True, slots=True)
class Parameter:
    """
    One parameter of a kind.

    `check` returns the value as it is kept, or raises `ValueError` or `TypeError` with a reason.
    """

    name: str
    about: str
    default: Any
    check: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class PolicyKind:
    """
    Registered code that ranks.

    Attributes:
        name: stable: it is in the rows.
        about: what it does, for people.
        parameters: what can be set.
        build: makes the ranker of checked parameters and of what was learnt.
        learns: whether it needs to be told what came of what it showed.
    """

    name: str
    about: str
    parameters: tuple[Parameter, ...]
    build: Callable[[Parameters, Learnt], Ranker]
    learns: bool = False

    def checked(self, given: Parameters) -> dict[str, Any]:
        """
        Return every parameter, the given ones checked.

        Raises:
            BadPolicy: one is unknown or out of bounds.
        """
        known = {parameter.name for parameter in self.parameters}
        for name in given:
            if name not in known:
                raise BadPolicy(name, f"{self.name} takes {', '.join(sorted(known)) or 'nothing'}.")
        found = {}
        for parameter in self.parameters:
            try:
                found[parameter.name] = parameter.check(
                    given.get(parameter.name, parameter.default)
                )
            except (ValueError, TypeError) as fault:
                raise BadPolicy(parameter.name, str(fault)) from None
        return found


def number(least: float, most: float) -> Callable[[Any], float]:
    """Return a check for a number between two bounds."""

    def check(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise TypeError("must be a number.")
        if not least <= value <= most:
            raise ValueError(f"must be between {least:g} and {most:g}.")
        return float(value)

    return check
