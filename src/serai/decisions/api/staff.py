"""Slots, policies and experiments, for staff and their programs."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from serai.decisions.api.schemas import (
    REFUSALS,
    ExperimentIn,
    ExperimentOut,
    ExperimentReadingOut,
    ExperimentsOut,
    PageOf,
    PoliciesOut,
    PolicyIn,
    PolicyOut,
    SlotIn,
    SlotOut,
    SlotReadingOut,
    SlotReadingsOut,
    SlotsOut,
    StopIn,
)
from serai.decisions.queries.experiment_reading import experiment_reading
from serai.decisions.queries.experiments import experiment, experiment_page
from serai.decisions.queries.policies import policies
from serai.decisions.queries.slot_readings import slot_reading, slot_readings
from serai.decisions.queries.slot_settings import slot_settings
from serai.decisions.usecases.create_experiment import CreateExperiment, NewArm, create_experiment
from serai.decisions.usecases.publish_policy import publish_policy
from serai.decisions.usecases.start_experiment import start_experiment
from serai.decisions.usecases.stop_experiment import stop_experiment
from serai.decisions.usecases.switch_slot import SwitchSlot, switch_slot
from serai.kernel import clock
from serai.plumbing.api import Problem, answer, idempotency_key, staff, told_answer
from serai.plumbing.idempotency import answer_once

router = Router()
_READ, _WRITE = staff("decisions:read"), staff("decisions:write")
_OF_ONE = {404: Problem, **REFUSALS}
_CHANGES = {409: Problem, **_OF_ONE}


@router.get(
    "/decision-slots",
    auth=_READ,
    response={200: SlotsOut, **REFUSALS},
    operation_id="slot_settings",
)
def get_slots(request: HttpRequest) -> HttpResponse:
    """How every slot stands in every channel."""
    return told_answer(request, {"items": slot_settings()})


@router.put(
    "/decision-slots/{slot}/{channel_code}",
    auth=_WRITE,
    response={200: SlotOut, **_CHANGES},
    operation_id="switch_slot",
)
def put_slot(request: HttpRequest, slot: str, channel_code: str, body: SlotIn) -> HttpResponse:
    """Let a slot be off, in shadow or on in a channel, and say which policy decides."""
    command = SwitchSlot(slot, channel_code, **body.dict())
    return told_answer(request, switch_slot(command, now=clock.now()))


@router.get(
    "/decision-readings",
    auth=_READ,
    response={200: SlotReadingsOut, **REFUSALS},
    operation_id="slot_readings",
)
def get_slot_readings(request: HttpRequest) -> HttpResponse:
    """What every slot is worth: the holdout beside the rest, or a policy in shadow beside what is shown."""
    return told_answer(request, {"items": slot_readings(now=clock.now())})


@router.get(
    "/decision-slots/{slot}/{channel_code}/reading",
    auth=_READ,
    response={200: SlotReadingOut, **_OF_ONE},
    operation_id="slot_reading",
)
def get_slot_reading(request: HttpRequest, slot: str, channel_code: str) -> HttpResponse:
    """What one slot is worth since it was switched; its intervals hold however often one looks."""
    return told_answer(request, slot_reading(slot, channel_code, now=clock.now()))


@router.get(
    "/policies", auth=_READ, response={200: PoliciesOut, **REFUSALS}, operation_id="policies"
)
def get_policies(request: HttpRequest) -> HttpResponse:
    """The newest version of every policy."""
    return answer({"items": policies()})


@router.post(
    "/policies",
    auth=_WRITE,
    response={200: PolicyOut, 409: Problem, **REFUSALS},
    operation_id="publish_policy",
)
def post_policy(request: HttpRequest, body: PolicyIn) -> HttpResponse:
    """Add a version of a policy; it decides where a slot or an arm names it."""

    def act() -> object:
        return publish_policy(
            body.code, body.kind, body.parameters, note=body.note, now=clock.now()
        )

    return answer(answer_once(idempotency_key(request, "publish_policy"), act))


@router.get(
    "/experiments",
    auth=_READ,
    response={200: ExperimentsOut, **REFUSALS},
    operation_id="experiment_page",
)
def get_experiments(request: HttpRequest, wanted: Query[PageOf]) -> HttpResponse:
    """List experiments, newest first."""
    return answer(experiment_page(cursor=wanted.cursor, limit=wanted.limit))


@router.post(
    "/experiments",
    auth=_WRITE,
    response={201: ExperimentOut, **_CHANGES},
    operation_id="create_experiment",
)
def post_experiment(request: HttpRequest, body: ExperimentIn) -> HttpResponse:
    """Draft an experiment; nobody is in it before it is started."""
    arms = [NewArm(**arm.dict()) for arm in body.arms]

    def act() -> object:
        command = CreateExperiment(**{**body.dict(exclude={"arms"}), "arms": arms})
        return create_experiment(command, now=clock.now())

    return answer(answer_once(idempotency_key(request, "create_experiment"), act), status=201)


@router.get(
    "/experiments/{experiment_id}",
    auth=_READ,
    response={200: ExperimentOut, **_OF_ONE},
    operation_id="experiment",
)
def get_experiment(request: HttpRequest, experiment_id: UUID) -> HttpResponse:
    """One experiment."""
    return answer(experiment(experiment_id))


@router.get(
    "/experiments/{experiment_id}/reading",
    auth=_READ,
    response={200: ExperimentReadingOut, **_OF_ONE},
    operation_id="experiment_reading",
)
def get_reading(request: HttpRequest, experiment_id: UUID) -> HttpResponse:
    """What is known of an experiment now; its intervals hold however often one looks."""
    return told_answer(request, experiment_reading(experiment_id, now=clock.now()))


@router.post(
    "/experiments/{experiment_id}/start",
    auth=_WRITE,
    response={200: ExperimentOut, **_CHANGES},
    operation_id="start_experiment",
)
def post_start(request: HttpRequest, experiment_id: UUID) -> HttpResponse:
    """Give an experiment its share of its layer's subjects."""

    def act() -> object:
        return start_experiment(experiment_id, now=clock.now())

    return answer(answer_once(idempotency_key(request, "start_experiment"), act))


@router.post(
    "/experiments/{experiment_id}/stop",
    auth=_WRITE,
    response={200: ExperimentOut, **_CHANGES},
    operation_id="stop_experiment",
)
def post_stop(request: HttpRequest, experiment_id: UUID, body: StopIn) -> HttpResponse:
    """Let an experiment give no more arms; it can still be read."""

    def act() -> object:
        return stop_experiment(experiment_id, reason=body.reason, now=clock.now())

    return answer(answer_once(idempotency_key(request, "stop_experiment"), act))
