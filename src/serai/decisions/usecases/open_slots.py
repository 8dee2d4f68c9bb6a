"""Give every slot a row in every channel, so that the back office can show and switch it."""

from datetime import datetime

from serai.decisions.domain.slot import declared_slots
from serai.decisions.models import SlotSetting
from serai.decisions.ports import ChannelCodes
from serai.decisions.queries.slot_settings import USUAL_HOLDOUT
from serai.kernel.ids import uuid7
from serai.plumbing.wiring import bound


def open_slots(*, now: datetime) -> None:
    """Add the rows that are missing, all of them off; safe to repeat."""
    SlotSetting.objects.bulk_create(
        [
            SlotSetting(
                slot=slot,
                channel_code=channel_code,
                salt=str(uuid7()),
                holdout=USUAL_HOLDOUT,
                updated_at=now,
            )
            for slot in declared_slots()
            for channel_code in bound(ChannelCodes).codes()
        ],
        ignore_conflicts=True,
    )
