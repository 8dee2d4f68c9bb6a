"""What an experiment can be read by: one number per subject."""

from dataclasses import dataclass
from types import MappingProxyType

from serai.decisions.domain.slot import OutcomeKind, Slot, words_for
from serai.kernel.told import Told


@dataclass(frozen=True, slots=True)
class Metric:
    """
    One number per subject, made of the outcomes of a kind.

    Attributes:
        code: stable name.
        said: what it is called, where it is known who or what the subjects are.
        kind: which outcomes count.
        what: "any" (1 for a subject with at least one), "count" (how many) or "value" (their sum).
        anywhere: whether outcomes of other slots count too; a click counts where it was made.
    """

    code: str
    said: str
    kind: OutcomeKind
    what: str
    anywhere: bool = True

    def named(self, subjects: str = "subjects") -> Told:
        """
        Return what it is called, for people.

        Args:
            subjects: who or what is decided about, in the plural.

        Example:
            >>> [str(METRICS[code].named("articles")) for code in ("ordered", "revenue")]
            ['Articles who ordered', 'Revenue per article']
        """
        return Told(self.code, self.said, words_for(subjects))


METRICS = MappingProxyType(
    {
        metric.code: metric
        for metric in (
            Metric("clicked", "{subjects} who clicked", OutcomeKind.CLICK, "any", anywhere=False),
            Metric("clicks", "Clicks per {subject}", OutcomeKind.CLICK, "count", anywhere=False),
            Metric("added", "{subjects} who put something into the cart", OutcomeKind.CART, "any"),
            Metric("ordered", "{subjects} who ordered", OutcomeKind.ORDER, "any"),
            Metric("orders", "Ordered lines per {subject}", OutcomeKind.ORDER, "count"),
            Metric("revenue", "Revenue per {subject}", OutcomeKind.ORDER, "value"),
            Metric(
                "kept", "{subjects} with a kept promise", OutcomeKind.KEPT, "any", anywhere=False
            ),
            Metric(
                "promises", "Kept promises per {subject}", OutcomeKind.KEPT, "count", anywhere=False
            ),
            Metric(
                "cost", "Cost per {subject}, below zero", OutcomeKind.COST, "value", anywhere=False
            ),
            Metric("margin", "Margin per {subject}", OutcomeKind.MARGIN, "value", anywhere=False),
            Metric(
                "hits", "How near it came, per {subject}", OutcomeKind.HIT, "value", anywhere=False
            ),
        )
    }
)
"""Every metric by its code. Larger is better in all of them."""

_TOLD_BY = MappingProxyType(
    {
        OutcomeKind.CLICK: ("clicked",),
        OutcomeKind.CART: ("added",),
        OutcomeKind.ORDER: ("ordered", "revenue"),
        OutcomeKind.KEPT: ("promises",),
        OutcomeKind.COST: ("cost",),
        OutcomeKind.MARGIN: ("margin",),
        OutcomeKind.HIT: ("hits",),
    }
)


def metrics_of_slot(slot: Slot) -> list[Metric]:
    """Return what a slot as a whole is read by: its reward first, what else it tells, then what else it guards."""
    kinds = [slot.reward, *(kind for kind in slot.tells if kind is not slot.reward)]
    told = [METRICS[code] for kind in kinds for code in _TOLD_BY[kind]]
    guards = [METRICS[code] for code in slot.guardrails]
    return [*told, *(guard for guard in guards if guard.kind not in slot.tells)]
