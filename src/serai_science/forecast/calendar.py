"""What a calendar says of periods before anything is sold: open days, paydays, feasts."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

_FAR = 30


@dataclass(frozen=True, slots=True)
class Calendar:
    """
    N periods and what their days are.

    Attributes:
        columns: (N, 5): days among the first seven of a month; day of the month in the middle; days to the next
            public holiday and since the last one, at most 30; how many public holidays.
        open_share: (N,), the share of the days on which shops are open, in (0, 1].
        season: (N,), how trade swings over the months where that is known from elsewhere, around 1.
        feast: (N,), 1 where people cook for a feast, 2 where one has just been, else 0.
    """

    columns: NDArray[np.float64]
    open_share: NDArray[np.float64]
    season: NDArray[np.float64]
    feast: NDArray[np.int64]

    @property
    def periods(self) -> int:
        """Return N."""
        return int(self.feast.size)


def calendar(
    starts: Sequence[date],
    *,
    days: int = 7,
    holidays: Collection[date] = (),
    feasts: Collection[date] = (),
    closed: Collection[date] = (),
    months: Sequence[float] = (1.0,) * 12,
) -> Calendar:
    """
    Describe periods of equal length.

    Args:
        starts: the first day of each period.
        days: how many days a period has, >= 1.
        holidays: public holidays.
        feasts: those that people cook for. The period with the last shopping day before one is its feast period;
            the next one is the time after it.
        closed: days on which no shop is open.
        months: what a day of each month sells beside the average day, January first: for a shop that has not
            seen a whole year yet.

    Example:
        >>> christmas = date(2017, 12, 25)
        >>> weeks = calendar([date(2017, 12, 18), christmas], feasts=[christmas], closed=[christmas])
        >>> weeks.feast.tolist(), weeks.open_share.round(3).tolist()
        ([1, 2], [1.0, 0.857])
    """
    known = sorted(holidays)
    rows = [_row([start + timedelta(day) for day in range(days)], known) for start in starts]
    shares = [
        max(1, sum(start + timedelta(day) not in closed for day in range(days))) / days
        for start in starts
    ]
    eves = [feast - timedelta(1) for feast in feasts]
    cooked = np.array([any(0 <= (eve - start).days < days for eve in eves) for start in starts])
    after = np.concatenate([[False], cooked[:-1]])
    feast = np.where(cooked, 1, np.where(after, 2, 0)).astype(np.int64)
    season = [
        sum(months[(start + timedelta(day)).month - 1] for day in range(days)) / days
        for start in starts
    ]
    return Calendar(
        np.array(rows, np.float64).reshape(-1, 5), np.array(shares), np.array(season), feast
    )


def _row(days: list[date], holidays: list[date]) -> list[float]:
    ahead = [(each - days[0]).days for each in holidays if each >= days[0]]
    behind = [(days[0] - each).days for each in holidays if each < days[0]]
    return [
        sum(day.day <= 7 for day in days),
        days[len(days) // 2].day,
        min([*ahead, _FAR]),
        min([*behind, _FAR]),
        sum(day in holidays for day in days),
    ]
