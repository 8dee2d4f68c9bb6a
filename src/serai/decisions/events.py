"""Facts that decisions publishes."""

from dataclasses import dataclass
from uuid import UUID

from serai.kernel.events import Event


@dataclass(frozen=True, slots=True)
class SlotSwitched(Event):
    """
    A slot has another mode, policy or holdout in a channel. `policy` is empty for the order as it came.

    Version 1.
    """

    slot: str
    channel_code: str
    mode: str
    policy: str
    policy_version: int
    holdout: float


@dataclass(frozen=True, slots=True)
class PolicyPublished(Event):
    """
    There is a new version of a policy; it is in force nowhere yet.

    Version 1.
    """

    code: str
    version: int
    kind: str


@dataclass(frozen=True, slots=True)
class ExperimentStarted(Event):
    """
    An experiment assigns arms from now on.

    Version 1.
    """

    experiment_id: UUID
    code: str
    slot: str
    channel_code: str


@dataclass(frozen=True, slots=True)
class ExperimentStopped(Event):
    """
    An experiment assigns no more.

    Version 1.
    """

    experiment_id: UUID
    code: str
    slot: str
    channel_code: str
    reason: str
