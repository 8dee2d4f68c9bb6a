"""Stop an experiment."""

from datetime import datetime
from uuid import UUID

from serai.decisions.domain.experiment_state import (
    EXPERIMENT_STATES,
    ExperimentAction,
    ExperimentState,
)
from serai.decisions.events import ExperimentStopped
from serai.decisions.queries.experiments import ExperimentView, experiment
from serai.decisions.usecases.change_state import change_state
from serai.decisions.usecases.start_experiment import locked_experiment
from serai.plumbing.db import unit_of_work
from serai.plumbing.events import publish


@unit_of_work()
def stop_experiment(experiment_id: UUID, *, reason: str, now: datetime) -> ExperimentView:
    """
    Let an experiment assign no more; what it showed can be read for as long as exposures are kept.

    Raises:
        ExperimentNotFound: there is none.
        IllegalTransition: it has not started, or was stopped already.
    """
    row = locked_experiment(experiment_id)
    row.state = EXPERIMENT_STATES.advance(ExperimentState(row.state), ExperimentAction.STOP)
    row.stopped_at, row.stopped_because = now, reason[:200]
    row.save(update_fields=["state", "stopped_at", "stopped_because"])
    change_state()
    publish(ExperimentStopped(row.pk, row.code, row.slot, row.channel_code, reason[:200]))
    return experiment(experiment_id)
