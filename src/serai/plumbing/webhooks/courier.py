"""
The courier: a thread of the worker that carries events outside.

It has a connection of its own to the database and an event loop for the calls, so that neither a slow
endpoint nor a dead one takes anything from the jobs beside it. Several may run, in several workers.
"""

import asyncio
import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from threading import Event as Flag
from threading import Thread
from time import monotonic
from uuid import UUID

import structlog
from django.conf import settings
from django.db import Error, close_old_connections, connection

from serai.kernel.clock import now
from serai.plumbing.json import as_json
from serai.plumbing.outbound import AddressRefused, CallFailed, Guard, Outbound
from serai.plumbing.webhooks.catalogue import PING
from serai.plumbing.webhooks.claim import Claimed, claim
from serai.plumbing.webhooks.envelope import CONTENT_TYPE, Happened, envelope
from serai.plumbing.webhooks.outcome import KEPT, Outcome, settle_outcomes
from serai.plumbing.webhooks.relay import relay
from serai.plumbing.webhooks.sealed import unseal
from serai.plumbing.webhooks.signature import signed_headers

PATIENCE = 15.0
"""Seconds that an endpoint has to answer."""

_LOOK_EVERY, _SOON, _AFTER_A_FAULT = 0.25, 0.02, 2.0
log = structlog.get_logger("serai.courier")


class Courier:
    """
    Carries events outside until it is stopped.

    Args:
        guard: decides which addresses may be called.
        source: the address of this installation, as envelopes name it.
    """

    def __init__(self, guard: Guard, *, source: str) -> None:
        self._guard, self._source = guard, source
        self._stopping = Flag()
        self._under_way: Counter[UUID] = Counter()
        self._done: list[Outcome] = []
        self._calls: set[asyncio.Task[None]] = set()

    def stop(self) -> None:
        """Take nothing more; calls under way are finished."""
        self._stopping.set()

    def run(self) -> None:
        """Work until stopped; a fault of the database is waited out."""
        asyncio.run(self._run())

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        with ThreadPoolExecutor(1, thread_name_prefix="courier-db") as books:
            async with Outbound(self._guard) as outbound:
                while not self._stopping.is_set():
                    try:
                        claimed = await loop.run_in_executor(books, self._look)
                    except Error as fault:
                        log.warning("courier waits", fault=str(fault).strip())
                        await asyncio.sleep(_AFTER_A_FAULT)
                        continue
                    self._begin(outbound, claimed)
                    await asyncio.sleep(_SOON if claimed or self._done else _LOOK_EVERY)
                await asyncio.gather(*self._calls)
                with suppress(Error):
                    await loop.run_in_executor(books, self._write_down)
            await loop.run_in_executor(books, _hang_up)

    def _look(self) -> list[Claimed]:
        """Write down what came of calls, read the outbox, take what is due."""
        close_old_connections()
        under_way = dict(
            self._under_way
        )  # before: a call that ends meanwhile is not written down yet
        self._write_down()
        instant = now()
        relay(now=instant)
        return claim(now=instant, under_way=under_way)

    def _write_down(self) -> None:
        outcomes = list(self._done)
        if outcomes:
            settle_outcomes(outcomes, now=now(), chance=random.random())  # noqa: S311 - jitter
            del self._done[: len(outcomes)]

    def _begin(self, outbound: Outbound, claimed: list[Claimed]) -> None:
        for delivery in claimed:
            self._under_way[delivery.endpoint_id] += 1
            call = asyncio.create_task(self._carry(outbound, delivery))
            self._calls.add(call)
            call.add_done_callback(self._calls.discard)

    async def _carry(self, outbound: Outbound, delivery: Claimed) -> None:
        try:
            self._done.append(await self._tried(outbound, delivery))
        finally:
            self._under_way[delivery.endpoint_id] -= 1
            self._under_way += Counter()  # forgets zeros

    async def _tried(self, outbound: Outbound, delivery: Claimed) -> Outcome:
        started, instant = monotonic(), now()
        status, error, answer, retry_after = None, "", "", ""
        try:
            body = as_json(envelope(happened(delivery), source=self._source))
            received = await outbound.send(
                "POST",
                delivery.url,
                headers={"Content-Type": CONTENT_TYPE, **_signed(delivery, body, instant)},
                body=body,
                seconds=PATIENCE,
                most_bytes=KEPT,
            )
            status, answer = received.status, readable(received.body)
            retry_after = received.headers.get("retry-after", "")
        except CallFailed as failure:
            error = f"{failure.reason}: {failure}"
        except AddressRefused as refusal:
            error = f"refused: {refusal}"
        except Exception as fault:
            log.exception("a delivery cannot be made", delivery=str(delivery.id))
            error = f"fault: {type(fault).__name__}"
        return Outcome(
            delivery_id=delivery.id,
            endpoint_id=delivery.endpoint_id,
            attempts=delivery.attempts,
            begun_at=delivery.begun_at,
            tried_at=instant,
            milliseconds=int((monotonic() - started) * 1000),
            status=status,
            error=error[:KEPT],
            answer=answer,
            retry_after=retry_after,
        )


def happened(delivery: Claimed) -> Happened:
    """
    Return what a delivery tells.

    Raises:
        LookupError: the event is in the outbox no more.
    """
    if delivery.event_type == PING:
        return Happened(delivery.event_id, PING, {}, delivery.begun_at)
    if delivery.payload is None or delivery.occurred_at is None:
        raise LookupError(f"The event {delivery.event_id} is gone.")
    return Happened(delivery.event_id, delivery.event_type, delivery.payload, delivery.occurred_at)


def readable(body: bytes) -> str:
    """Return the beginning of an answer as text that a page and a table can hold."""
    text = body.decode("utf-8", "replace")
    return "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in text)


def start_courier() -> tuple[Courier, Thread]:
    """Start the courier of this process, as the settings say."""
    guard = Guard.of(settings.SERAI_OUTBOUND_ALLOW)
    courier = Courier(guard, source=settings.SERAI_PUBLIC_API_URL)
    thread = Thread(target=courier.run, name="courier", daemon=True)
    thread.start()
    return courier, thread


def _hang_up() -> None:
    connection.close()  # each thread has its own: looked up in the thread that asks


def _signed(delivery: Claimed, body: bytes, instant: datetime) -> dict[str, str]:
    sealed = [delivery.secret]
    if delivery.previous_secret and delivery.previous_until and delivery.previous_until > instant:
        sealed.append(delivery.previous_secret)
    valid = [
        unseal(bytes(one), of=delivery.endpoint_id, installation=settings.SERAI_SECRET)
        for one in sealed
    ]
    return signed_headers(delivery.event_id, body, valid=valid, now=instant)
