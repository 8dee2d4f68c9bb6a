"""The places in which inventory lets decisions choose: known to every process, whatever it has loaded."""

from datetime import timedelta

from serai.decisions.public import OutcomeKind, Slot, declare_slot

FORECAST = declare_slot(
    Slot(
        code="replenishment.forecast",
        name="Which forecast orders are worked out from",
        candidates="the mean of the last eight weeks, and what was learned",
        reward=OutcomeKind.HIT,
        tells=(OutcomeKind.HIT,),
        subjects="articles",
        guardrails=(),
        attribution=timedelta(days=30),
    )
)
ORDERS = declare_slot(
    Slot(
        code="replenishment.orders",
        name="Which proposed orders and moves go by themselves",
        candidates="waiting for people, and the proposal with the sales that it is expected to save",
        reward=OutcomeKind.KEPT,
        tells=(OutcomeKind.KEPT,),
        subjects="articles",
        guardrails=(),
        attribution=timedelta(days=30),
    )
)
