"""Who listens, and handing them what happens."""

import asyncio
from collections import deque
from datetime import datetime

from serai.plumbing.live.outbox import Told
from serai.plumbing.live.wish import Wish

MOST_WAITING, MOST_BYTES = 200, 4 << 20
"""So much may wait for one listener; who falls further behind is dropped, and resumes."""

STILL_HERE = b": still here\n\n"


class Listener:
    """
    One open stream.

    Args:
        wish: what it follows.
        ends: when its ticket does; `None`: never.
    """

    __slots__ = ("_bytes", "_waiting", "_wake", "closed", "ends", "task", "wish")

    def __init__(self, wish: Wish, ends: datetime | None) -> None:
        self.wish, self.ends = wish, ends
        self.closed = False
        self.task: asyncio.Task[object] | None = None
        self._waiting: deque[Told | None] = deque()
        self._bytes = 0
        self._wake: asyncio.Future[None] | None = None

    def put(self, told: Told | None) -> None:
        """Hand over an event, or with `None` a sign of life; a listener that is too slow is dropped."""
        if told is None and self._waiting:
            return
        self._bytes += len(told.lines) if told else 0
        if len(self._waiting) >= MOST_WAITING or self._bytes > MOST_BYTES:
            self.drop()
            return
        self._waiting.append(told)
        self._stir()

    async def take(self) -> list[Told | None]:
        """Wait for something and return all that waits; nothing when the stream is over."""
        while not self._waiting and not self.closed:
            self._wake = asyncio.get_running_loop().create_future()
            try:
                await self._wake
            finally:
                self._wake = None
        taken = [] if self.closed else list(self._waiting)
        self._waiting.clear()
        self._bytes = 0
        return taken

    def close(self) -> None:
        """End the stream after what is being sent."""
        self.closed = True
        self._stir()

    def drop(self) -> None:
        """End the stream at once, also in the middle of a send that never ends."""
        self.closed = True
        self._waiting.clear()
        if self.task is not None:
            self.task.cancel()

    def _stir(self) -> None:
        if self._wake is not None and not self._wake.done():
            self._wake.set_result(None)


class Hub:
    """Every listener of this process."""

    def __init__(self) -> None:
        self.listeners: set[Listener] = set()

    def tell(self, told: Told) -> None:
        """Hand an event to whoever wants it."""
        for listener in tuple(self.listeners):
            if listener.wish.fits(told.type, told.envelope):
                listener.put(told)

    def breathe(self, now: datetime) -> None:
        """Give every listener a sign of life, and close those whose ticket is over."""
        for listener in tuple(self.listeners):
            if listener.ends is not None and listener.ends <= now:
                listener.close()
            else:
                listener.put(None)
