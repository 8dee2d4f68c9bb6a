"""The life of an experiment."""

from enum import StrEnum

from serai.kernel.states import StateTable


class ExperimentState(StrEnum):
    """Where an experiment stands."""

    DRAFT = "draft"
    RUNNING = "running"
    STOPPED = "stopped"


class ExperimentAction(StrEnum):
    """What can be done with it."""

    START = "start"
    STOP = "stop"


EXPERIMENT_STATES = StateTable[ExperimentState, ExperimentAction](
    {
        (ExperimentState.DRAFT, ExperimentAction.START): ExperimentState.RUNNING,
        (ExperimentState.RUNNING, ExperimentAction.STOP): ExperimentState.STOPPED,
    }
)
"""A stopped experiment stays stopped: who started it again would mix two times into one reading."""
