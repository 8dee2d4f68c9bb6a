"""What can be chosen, and what is known when it is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

Item = UUID | str
_NOTHING: Mapping[str, Any] = {}


def _no_facts(place: int) -> Mapping[str, Any]:
    return _NOTHING


def _no_gains(name: str) -> NDArray[np.float64] | None:
    return None


@dataclass(frozen=True, slots=True)
class Candidates:
    """
    Items in the order in which they would be shown if nothing were decided.

    Attributes:
        items: what they are, each once.
        scores: (n,) array of a model's scores, larger is better; `None` without a model.
        facts: what is known of the item at a place, for rules; called only by policies that ask.
        gains: (n,) array of what is added to the scores when an aim, such as "margin", counts as much as
            whoever brings the candidates allows; `None` for an aim that nothing is known of.
    """

    items: Sequence[Item]
    scores: NDArray[np.floating[Any]] | None = None
    facts: Callable[[int], Mapping[str, Any]] = _no_facts
    gains: Callable[[str], NDArray[np.float64] | None] = _no_gains


@dataclass(frozen=True, slots=True)
class Context:
    """
    What is known of the moment.

    Attributes:
        channel_code: where.
        now: when.
        rng: where chance comes from.
        features: numbers about the moment and the subject, by name, for policies that use a context.
        segment: a word by which experiments are read apart, such as "account" or "visitor".
    """

    channel_code: str
    now: datetime
    rng: np.random.Generator
    features: Mapping[str, float] = field(default_factory=dict)
    segment: str = ""
