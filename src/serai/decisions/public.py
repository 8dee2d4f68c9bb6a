"""What other contexts may call."""

from serai.decisions.domain.candidates import Candidates, Context
from serai.decisions.domain.decision import Decided, Decision, Explanation
from serai.decisions.domain.facts import declare_facts
from serai.decisions.domain.mode import Mode
from serai.decisions.domain.slot import OutcomeKind, Slot, SlotNotFound, declare_slot
from serai.decisions.domain.subject import Subject
from serai.decisions.domain.token import LONGEST_TOKEN, BadToken, TokenExpired
from serai.decisions.queries.decide import decide
from serai.decisions.queries.running import is_deciding, mode_now
from serai.decisions.queries.slot_readings import (
    ShadowView,
    SlotMetricView,
    SlotReadingView,
    slot_readings,
)
from serai.decisions.usecases.create_experiment import CreateExperiment, NewArm, create_experiment
from serai.decisions.usecases.forget_subject import forget_subject
from serai.decisions.usecases.keep_deciding import keep_deciding
from serai.decisions.usecases.publish_policy import publish_policy
from serai.decisions.usecases.record_outcomes import (
    Recorded,
    Reported,
    record_outcome,
    record_outcomes,
)
from serai.decisions.usecases.start_experiment import start_experiment
from serai.decisions.usecases.stop_experiment import stop_experiment
from serai.decisions.usecases.switch_slot import SwitchSlot, switch_slot
from serai.decisions.usecases.write_exposures import write_exposures

__all__ = [
    "LONGEST_TOKEN",
    "BadToken",
    "Candidates",
    "Context",
    "CreateExperiment",
    "Decided",
    "Decision",
    "Explanation",
    "Mode",
    "NewArm",
    "OutcomeKind",
    "Recorded",
    "Reported",
    "ShadowView",
    "Slot",
    "SlotMetricView",
    "SlotNotFound",
    "SlotReadingView",
    "Subject",
    "SwitchSlot",
    "TokenExpired",
    "create_experiment",
    "decide",
    "declare_facts",
    "declare_slot",
    "forget_subject",
    "is_deciding",
    "keep_deciding",
    "mode_now",
    "publish_policy",
    "record_outcome",
    "record_outcomes",
    "slot_readings",
    "start_experiment",
    "stop_experiment",
    "switch_slot",
    "write_exposures",
]
