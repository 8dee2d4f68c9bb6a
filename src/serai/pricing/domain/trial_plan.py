"""When a trial of prices tries which price: days of the channel's own zone."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from serai.kernel.errors import DomainError, Kind


class TrialRefused(DomainError):
    """A trial cannot be like this; `field` says what is wrong, the sentence how."""

    code = "pricing.trial_refused"
    kind = Kind.REJECTED

    def __init__(self, field: str, reason: str) -> None:
        self.field = field
        super().__init__(f"{field}: {reason}")


@dataclass(frozen=True, slots=True)
class TrialDays:
    """
    The days of a trial.

    Attributes:
        first_on: its first day.
        block_days: how long a store keeps one price, 1 to 28 days; 7 lets every weekday count alike.
        blocks: how many of them, even, 2 to 26.
        washout_days: how many days at the beginning of each block do not count, fewer than it has.
        zone: the channel's time zone.
    """

    first_on: date
    block_days: int
    blocks: int
    washout_days: int
    zone: str

    def __post_init__(self) -> None:
        if not 1 <= self.block_days <= 28:
            raise TrialRefused("block_days", "A block has 1 to 28 days.")
        if not 2 <= self.blocks <= 26 or self.blocks % 2:
            raise TrialRefused("blocks", "An even number from 2 to 26.")
        if not 0 <= self.washout_days < self.block_days:
            raise TrialRefused("washout_days", "Fewer days than a block has.")

    def block(self, place: int) -> tuple[datetime, datetime]:
        """Return from when until when a block goes."""
        return self._midnight(place * self.block_days), self._midnight(
            (place + 1) * self.block_days
        )

    def counted(self, place: int) -> tuple[datetime, datetime]:
        """Return the part of a block that counts: wash-out left out."""
        first = place * self.block_days + self.washout_days
        return self._midnight(first), self._midnight((place + 1) * self.block_days)

    @property
    def counted_days(self) -> int:
        """Return how many days of a block count."""
        return self.block_days - self.washout_days

    @property
    def ends_at(self) -> datetime:
        """Return when the last block is over."""
        return self.block(self.blocks - 1)[1]

    def _midnight(self, day: int) -> datetime:
        return datetime.combine(
            self.first_on + timedelta(days=day), time(), tzinfo=ZoneInfo(self.zone)
        )
