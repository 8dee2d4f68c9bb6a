"""How every slot stands in every channel."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from serai.decisions.domain.mode import Mode
from serai.decisions.domain.slot import Slot, declared_slots
from serai.decisions.models import SlotSetting
from serai.decisions.ports import ChannelCodes
from serai.kernel.told import Told
from serai.plumbing.wiring import bound

USUAL_HOLDOUT = 0.05


@dataclass(frozen=True)
class SlotSettingView:
    """A slot in a channel. `version` is 0 as long as nobody has switched it."""

    slot: str
    name: Told
    candidates: Told
    reward: str
    channel_code: str
    mode: str
    policy: str
    policy_version: int
    holdout: float
    version: int
    updated_at: datetime | None

    @classmethod
    def of(cls, slot: Slot, channel_code: str, row: SlotSetting | None) -> Self:
        """Return the view of a setting, or of the usual one."""
        policy = row.policy if row else None
        return cls(
            slot=slot.code,
            name=slot.named(),
            candidates=slot.chosen_among(),
            reward=slot.reward.value,
            channel_code=channel_code,
            mode=row.mode if row else Mode.OFF.value,
            policy=policy.code if policy else "",
            policy_version=policy.version if policy else 0,
            holdout=row.holdout if row else USUAL_HOLDOUT,
            version=row.version if row else 0,
            updated_at=row.updated_at if row else None,
        )


def slot_settings() -> list[SlotSettingView]:
    """Return every declared slot in every channel, by code; two statements at most."""
    rows = {
        (row.slot, row.channel_code): row
        for row in SlotSetting.objects.select_related("policy").all()
    }
    channel_codes = bound(ChannelCodes).codes()
    return [
        SlotSettingView.of(slot, channel_code, rows.get((slot.code, channel_code)))
        for _, slot in sorted(declared_slots().items())
        for channel_code in channel_codes
    ]
