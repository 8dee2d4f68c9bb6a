"""Switch a slot in a channel."""

from dataclasses import dataclass
from datetime import datetime

from serai.decisions.domain.mode import Mode
from serai.decisions.domain.slot import slot_of
from serai.decisions.events import SlotSwitched
from serai.decisions.models import SlotSetting
from serai.decisions.ports import ChannelCodes
from serai.decisions.queries.policies import policy_row
from serai.decisions.queries.slot_settings import USUAL_HOLDOUT, SlotSettingView
from serai.decisions.usecases.change_state import change_state
from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import uuid7
from serai.plumbing.db import unit_of_work
from serai.plumbing.events import publish
from serai.plumbing.wiring import bound

_MOST_HELD_OUT = 0.5


class BadSlotSetting(DomainError):
    """The setting is not possible."""

    code = "decisions.bad_slot_setting"
    kind = Kind.REJECTED

    def __init__(self, field: str, reason: str) -> None:
        self.field, self.reason = field, reason
        super().__init__(f"{field}: {reason}")


class SlotSettingChanged(DomainError):
    """Somebody else has switched the slot since it was read."""

    code = "decisions.slot_setting_changed"
    kind = Kind.CONFLICT

    def __init__(self, version: int) -> None:
        self.version = version
        super().__init__("Somebody else has switched this slot meanwhile; look at it again.")


@dataclass(frozen=True, slots=True)
class SwitchSlot:
    """
    How a slot should stand in a channel. What is `None` stays as it is.

    `policy` "" is the order as it came; without `policy_version` the newest is meant. `version` is the one
    that was read, when it matters that nobody was faster.
    """

    slot: str
    channel_code: str
    mode: Mode | None = None
    policy: str | None = None
    policy_version: int | None = None
    holdout: float | None = None
    version: int | None = None


@unit_of_work()
def switch_slot(command: SwitchSlot, *, now: datetime) -> SlotSettingView:
    """
    Let a slot be off, in shadow or on in a channel; every process follows within about a second.

    Raises:
        SlotNotFound: no such slot.
        BadSlotSetting: no such channel, or a holdout outside 0 to 0.5.
        PolicyNotFound: no such policy.
        SlotSettingChanged: somebody else was faster.
    """
    slot = slot_of(command.slot)
    if command.channel_code not in bound(ChannelCodes).codes():
        raise BadSlotSetting("channel_code", f"there is no channel {command.channel_code!r}.")
    holdout = USUAL_HOLDOUT if command.holdout is None else command.holdout
    if not 0 <= holdout <= _MOST_HELD_OUT:
        raise BadSlotSetting("holdout", "between 0 and 0.5.")
    setting = locked_setting(command.slot, command.channel_code, now=now)
    if command.version is not None and command.version != setting.version:
        raise SlotSettingChanged(setting.version)
    before = setting.mode, setting.policy_id, setting.holdout
    if command.mode is not None:
        setting.mode = command.mode
    if command.policy is not None:
        setting.policy = policy_row(command.policy, command.policy_version)
    if command.holdout is not None:
        setting.holdout = command.holdout
    if (setting.mode, setting.policy_id, setting.holdout) != before:
        setting.version += 1
        setting.updated_at = now
        setting.save(update_fields=["mode", "policy", "holdout", "version", "updated_at"])
        change_state()
        _tell(setting)
    return SlotSettingView.of(slot, setting.channel_code, setting)


def locked_setting(slot: str, channel_code: str, *, now: datetime) -> SlotSetting:
    """Return the setting of a slot in a channel, locked until the unit of work ends; made when there is none."""
    fresh = SlotSetting(
        slot=slot,
        channel_code=channel_code,
        salt=str(uuid7()),
        holdout=USUAL_HOLDOUT,
        updated_at=now,
    )
    SlotSetting.objects.bulk_create([fresh], ignore_conflicts=True)
    return SlotSetting.objects.select_for_update().get(slot=slot, channel_code=channel_code)


def _tell(setting: SlotSetting) -> None:
    policy = setting.policy
    publish(
        SlotSwitched(
            slot=setting.slot,
            channel_code=setting.channel_code,
            mode=setting.mode,
            policy=policy.code if policy else "",
            policy_version=policy.version if policy else 0,
            holdout=setting.holdout,
        )
    )
