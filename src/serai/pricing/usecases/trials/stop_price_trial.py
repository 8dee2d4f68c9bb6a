"""Stop a trial of prices: every store pays the price as it was, at once."""

from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import unit_of_work
from serai.pricing.models import PriceTrial, TrialStore
from serai.pricing.queries.trials.trial_reading import TrialNotFound
from serai.pricing.usecases.price_lists.close_price_list import close_price_list


class TrialNotOpen(DomainError):
    """The trial is stopped or over already."""

    code = "pricing.trial_not_open"
    kind = Kind.CONFLICT

    def __init__(self, trial_id: UUID, state: str) -> None:
        self.trial_id, self.state = trial_id, state
        super().__init__(f"This trial is {state} already.")


@unit_of_work()
def stop_price_trial(trial_id: UUID, *, by: str, now: datetime) -> None:
    """
    Take the tried prices off in every store; what was read so far stays.

    Raises:
        TrialNotFound: there is none.
        TrialNotOpen: it is stopped or over.
    """
    row = PriceTrial.objects.select_for_update().filter(pk=trial_id).first()
    if row is None:
        raise TrialNotFound(trial_id)
    if row.stopped_at is not None or row.ends_at <= now:
        raise TrialNotOpen(trial_id, "stopped" if row.stopped_at else "over")
    stores = TrialStore.objects.filter(trial=row).order_by("place")
    for code in stores.values_list("price_list__code", flat=True):
        close_price_list(code, source=f"trial {trial_id} stopped", now=now)
    row.stopped_at, row.stopped_by = now, by[:150]
    row.save(update_fields=["stopped_at", "stopped_by"])
