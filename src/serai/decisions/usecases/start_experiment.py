"""Start an experiment."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from serai.decisions.domain.experiment_state import (
    EXPERIMENT_STATES,
    ExperimentAction,
    ExperimentState,
)
from serai.decisions.domain.mode import Mode
from serai.decisions.domain.subject import BUCKETS
from serai.decisions.events import ExperimentStarted
from serai.decisions.models import Experiment, Layer
from serai.decisions.queries.experiments import ExperimentNotFound, ExperimentView, experiment
from serai.decisions.usecases.change_state import change_state
from serai.decisions.usecases.switch_slot import locked_setting
from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import unit_of_work
from serai.plumbing.events import publish


class SlotIsNotOn(DomainError):
    """Experiments compare what is shown, and a slot that is not on shows what it always did."""

    code = "decisions.slot_is_not_on"
    kind = Kind.CONFLICT

    def __init__(self, slot: str, channel_code: str) -> None:
        self.slot, self.channel_code = slot, channel_code
        super().__init__(f"Switch {slot} on in {channel_code} first.")


class LayerIsFull(DomainError):
    """The layer has not enough subjects left that are in no other experiment."""

    code = "decisions.layer_is_full"
    kind = Kind.CONFLICT

    def __init__(self, layer: str, free: float) -> None:
        self.layer, self.free = layer, free
        super().__init__(f"Only {free:.0%} of the layer {layer} is free in one piece.")


class OtherLayer(DomainError):
    """Two experiments on one slot have to be in one layer: a subject can be shown only one of them."""

    code = "decisions.other_layer"
    kind = Kind.CONFLICT

    def __init__(self, layer: str, other: str) -> None:
        self.layer, self.other = layer, other
        super().__init__(f"{other} runs on this slot in the layer {layer}; use that layer.")


@unit_of_work()
def start_experiment(experiment_id: UUID, *, now: datetime) -> ExperimentView:
    """
    Give an experiment its share of the layer's subjects; arms are assigned within about a second.

    Raises:
        ExperimentNotFound: there is none.
        IllegalTransition: it runs, or has been stopped.
        SlotIsNotOn: the slot is off or in shadow there.
        OtherLayer: another experiment runs on the slot in another layer.
        LayerIsFull: too few subjects of the layer are free.
    """
    row = locked_experiment(experiment_id)
    row.state = EXPERIMENT_STATES.advance(ExperimentState(row.state), ExperimentAction.START)
    setting = locked_setting(row.slot, row.channel_code, now=now)
    if setting.mode != Mode.ON:
        raise SlotIsNotOn(row.slot, row.channel_code)
    layer = Layer.objects.select_for_update().get(pk=row.layer_id)
    running = Experiment.objects.filter(state=ExperimentState.RUNNING)
    beside = running.filter(slot=row.slot, channel_code=row.channel_code).exclude(layer=layer)
    if (other := beside.select_related("layer").first()) is not None:
        raise OtherLayer(other.layer.code, other.code)
    taken = [(one.first_bucket or 0, one.buckets) for one in running.filter(layer=layer)]
    row.first_bucket = _first_free(taken, row.buckets, layer.code)
    row.started_at = now
    row.save(update_fields=["state", "first_bucket", "started_at"])
    change_state()
    publish(ExperimentStarted(row.pk, row.code, row.slot, row.channel_code))
    return experiment(experiment_id)


def locked_experiment(experiment_id: UUID) -> Experiment:
    """
    Return the row of an experiment, locked until the unit of work ends.

    Raises:
        ExperimentNotFound: there is none.
    """
    row = Experiment.objects.select_for_update().filter(pk=experiment_id).first()
    if row is None:
        raise ExperimentNotFound(experiment_id)
    return row


def _first_free(taken: Iterable[tuple[int, int]], wanted: int, layer: str) -> int:
    """Return where the first gap of `wanted` buckets begins."""
    reached = largest = 0
    for first, buckets in sorted([*taken, (BUCKETS, 0)]):
        if first - reached >= wanted:
            return reached
        largest = max(largest, first - reached)
        reached = first + buckets
    raise LayerIsFull(layer, largest / BUCKETS)
