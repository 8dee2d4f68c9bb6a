"""A state machine is a table."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Generic, TypeVar

from serai.kernel.errors import DomainError, Kind

S = TypeVar("S", bound=StrEnum)
A = TypeVar("A", bound=StrEnum)


class IllegalTransition(DomainError):
    """The action is not possible in this state."""

    code = "state.illegal_transition"
    kind = Kind.CONFLICT

    def __init__(self, state: StrEnum, action: StrEnum, allowed: list[StrEnum]) -> None:
        self.state, self.action, self.allowed = state, action, allowed
        possible = ", ".join(allowed) or "nothing"
        super().__init__(f"Cannot {action} when {state}; possible: {possible}.")


class StateTable(Generic[S, A]):
    """Which state follows from which state and action."""

    def __init__(self, transitions: Mapping[tuple[S, A], S]) -> None:
        self.transitions = MappingProxyType(dict(transitions))

    def advance(self, state: S, action: A) -> S:
        """
        Return the state that follows.

        Raises:
            IllegalTransition: the table has no such row.
        """
        try:
            return self.transitions[state, action]
        except KeyError:
            raise IllegalTransition(state, action, list(self.allowed(state))) from None

    def allowed(self, state: S) -> list[A]:
        """Return the actions possible in `state`, in the table's order."""
        return [action for from_state, action in self.transitions if from_state == state]

    def sources(self, action: A) -> list[S]:
        """Return the states in which `action` is possible."""
        return [state for state, possible in self.transitions if possible == action]
