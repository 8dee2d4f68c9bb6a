"""A small memory for what changes seldom and every page needs."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Remembered(Generic[T]):
    """Remembers one value per key for some seconds; readers that come together share one request."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds = seconds
        self.clock = clock
        self._kept: dict[str, tuple[float, T]] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def get(self, key: str, fetch: Callable[[], Awaitable[T]]) -> T:
        """Return the kept value, or fetch it; when fetching fails an old value is better than none."""
        kept = self._kept.get(key)
        if kept and kept[0] > self.clock():
            return kept[1]
        async with self._locks.setdefault(key, asyncio.Lock()):
            kept = self._kept.get(key)
            if kept and kept[0] > self.clock():
                return kept[1]
            try:
                value = await fetch()
            except Exception:
                if kept is None:
                    raise
                value = kept[1]
            self._kept[key] = (self.clock() + self.seconds, value)
            return value
