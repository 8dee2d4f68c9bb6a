"""What a reading says of a guardrail: a metric that must not get worse."""

from serai_science.experiment.guardrail import Guard
from serai_science.experiment.reading import Reading

MARGIN = 0.02
"""The relative harm to a guardrail that is put up with."""


def guard_of(read: Reading) -> Guard:
    """Return the worst of what is known over all arms; harm within the margin is put up with."""
    if all(arm.lift_low > -MARGIN for arm in read.arms):
        return Guard.KEPT
    broken = any(arm.lift_high < 0 and arm.lift_low <= -MARGIN for arm in read.arms)
    return Guard.BROKEN if broken else Guard.OPEN
