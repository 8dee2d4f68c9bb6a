"""Which slot in which channel a number stands for."""

from serai.decisions.domain.slot import Slot, declared_slots
from serai.decisions.models import SlotSetting
from serai.plumbing.caches import ShortCache

_by_id: ShortCache[int, Slot | None] = ShortCache(seconds=60, size=1000)


def slot_of_setting(setting_id: int) -> Slot | None:
    """Return the slot of a setting, `None` when there is no such setting; usually without a statement."""
    return _by_id.get(setting_id, lambda: _loaded(setting_id))


def _loaded(setting_id: int) -> Slot | None:
    code = SlotSetting.objects.filter(pk=setting_id).values_list("slot", flat=True).first()
    return declared_slots().get(code or "")
