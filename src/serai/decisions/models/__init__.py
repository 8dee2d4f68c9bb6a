"""Tables of decisions."""

from serai.decisions.models.experiment import Arm, Experiment, Layer
from serai.decisions.models.exposure import Exposure
from serai.decisions.models.learnt_state import LearntState
from serai.decisions.models.outcome import Outcome
from serai.decisions.models.policy import Policy
from serai.decisions.models.slot_setting import SlotSetting
from serai.decisions.models.state_version import StateVersion

__all__ = [
    "Arm",
    "Experiment",
    "Exposure",
    "Layer",
    "LearntState",
    "Outcome",
    "Policy",
    "SlotSetting",
    "StateVersion",
]
