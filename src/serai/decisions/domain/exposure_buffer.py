"""What was shown and is not written yet: a queue of bounded length in the memory of a process."""

from collections import deque
from collections.abc import Mapping
from datetime import datetime

import msgspec

from serai.decisions.domain.token import Shown, ShownItem

MOST_DECISIONS = 50_000


class ExposureBatch(msgspec.Struct, frozen=True):
    """One decision, with everything that its exposures say."""

    shown: Shown
    items: tuple[ShownItem, ...]
    segment: str
    shown_at: datetime
    features: Mapping[str, float] = msgspec.field(default_factory=dict)


class ExposureBuffer:
    """
    Decisions whose exposures wait to be written.

    Adding takes a microsecond and never waits. When nobody empties the buffer the oldest decisions are lost:
    what comes of them carries their tokens, so that only what nobody reacted to is missing.
    """

    def __init__(self, most: int = MOST_DECISIONS) -> None:
        self._waiting: deque[ExposureBatch] = deque(maxlen=most)
        self.offered = 0
        """How many decisions there have been, in all."""
        self.taken = 0
        """How many of them somebody took to write them."""

    def add(self, batch: ExposureBatch) -> None:
        """Note one decision."""
        self._waiting.append(batch)
        self.offered += 1

    def take(self, most: int) -> list[ExposureBatch]:
        """Return the oldest decisions, at most so many; they are the caller's to write now."""
        found: list[ExposureBatch] = []
        while len(found) < most:
            try:
                found.append(self._waiting.popleft())
            except IndexError:
                break
        self.taken += len(found)
        return found

    def put_back(self, batches: list[ExposureBatch]) -> None:
        """Return what could not be written, as far as there is room for it."""
        room = max(0, (self._waiting.maxlen or 0) - len(self._waiting))
        kept = batches[len(batches) - min(room, len(batches)) :]
        self._waiting.extendleft(reversed(kept))
        self.taken -= len(kept)

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def lost(self) -> int:
        """How many decisions nobody could write in time."""
        return self.offered - self.taken - len(self._waiting)


buffer = ExposureBuffer()
"""The buffer of this process."""
