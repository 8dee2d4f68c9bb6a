"""One answer that does not end: server-sent events (HTML Standard, section 9.2)."""

import asyncio
from contextlib import suppress

from starlette.types import Receive, Scope, Send

from serai.plumbing.live.hub import STILL_HERE, Hub, Listener
from serai.plumbing.live.outbox import Told

_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"access-control-allow-origin", b"*"),
]
START_ANEW = b"event: reset\ndata: {}\n\n"
"""Tells a listener that was away too long to read the present state itself."""


class EventStream:
    """
    Sends a listener what it missed and then what happens, until one of both goes.

    A bare ASGI answer: a framework's streaming answer costs several tasks for each listener.
    """

    def __init__(self, hub: Hub, listener: Listener, missed: list[Told] | None) -> None:
        """
        Take who listens.

        Args:
            hub: where the listener has joined already, so that nothing falls between.
            listener: who.
            missed: what happened since it listened last; `None`: more than can be told.
        """
        self._hub, self._listener = hub, listener
        self._missed = [] if missed is None else missed
        self._beginning = START_ANEW if missed is None else STILL_HERE

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the stream."""
        listener = self._listener
        listener.task = asyncio.current_task()
        gone = asyncio.ensure_future(_hung_up(receive))
        gone.add_done_callback(lambda _: listener.close())
        try:
            await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
            with suppress(asyncio.CancelledError):  # dropped: too slow
                await self._send_all(send)
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            gone.cancel()
            self._hub.listeners.discard(listener)

    async def _send_all(self, send: Send) -> None:
        mine = [one for one in self._missed if self._listener.wish.fits(one.type, one.envelope)]
        known = {one.id for one in mine}
        body = self._beginning + b"".join(one.lines for one in mine)
        while True:
            await send({"type": "http.response.body", "body": body, "more_body": True})
            taken = await self._listener.take()
            if not taken:
                return
            fresh = [one for one in taken if one is None or one.id not in known]
            known.difference_update(one.id for one in taken if one is not None)
            body = b"".join(STILL_HERE if one is None else one.lines for one in fresh) or STILL_HERE


async def _hung_up(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
