"""Decisions in the back office."""

from serai.decisions.admin.experiments import ExperimentAdmin
from serai.decisions.admin.policies import PolicyAdmin
from serai.decisions.admin.slots import SlotSettingAdmin

__all__ = ["ExperimentAdmin", "PolicyAdmin", "SlotSettingAdmin"]
