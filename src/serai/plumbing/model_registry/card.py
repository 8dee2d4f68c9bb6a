"""What is said of a model: how good it is, on what, beside what."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from math import isfinite
from typing import Any

from serai.kernel.told import Told


@dataclass(frozen=True, slots=True)
class Figure:
    """
    One measured figure of a model on a held-out split.

    Attributes:
        name: such as "NDCG@10".
        value: the model's.
        baseline: what a simple rule reaches on the same split; `None` where nothing is compared.
        baseline_is: the rule in words, such as "purchases counted with a half-life of 120 days".
        at_most: smaller is better, as for an error.
        facts: what braces in `name` and `baseline_is` stand for.

    Raises:
        ValueError: a value is no number; then nothing was measured.
    """

    name: str
    value: float
    baseline: float | None = None
    baseline_is: str = ""
    at_most: bool = False
    facts: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not isfinite(self.value) or not isfinite(self.baseline or 0.0):
            raise ValueError(f"{self.name} is not a number: {self.value} beside {self.baseline}.")

    def named(self) -> Told:
        """Return what it is called, for people."""
        return Told("figure", self.name, self.facts)

    def beside(self) -> Told:
        """Return what it is compared with, for people."""
        return Told("baseline", self.baseline_is, self.facts)

    def is_worse_than(self, other: float, tolerance: float = 0.0) -> bool:
        """Return whether the value is worse than `other` by more than `tolerance`, in the figure's unit."""
        behind = self.value - other if self.at_most else other - self.value
        return behind > tolerance


@dataclass(frozen=True, slots=True)
class Card:
    """
    The evaluation card of one version of a model.

    Attributes:
        protocol: what was held out and how it was measured, in a sentence with the names of its facts in braces.
        figure: the one that decides whether the version may be used.
        others: further figures, for people.
        rows: how many examples it was fitted on.
        data_until: the latest instant of the data behind it.
        settings: what was chosen, such as the number of trees.
        facts: what the braces in the protocol stand for.
    """

    protocol: str
    figure: Figure
    others: tuple[Figure, ...] = ()
    rows: int = 0
    data_until: datetime | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)

    def measured(self) -> Told:
        """Return how it was measured, for people."""
        return Told("protocol", self.protocol, self.facts)
