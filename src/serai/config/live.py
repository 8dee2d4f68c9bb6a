"""The live process: what happens, as server-sent events, read from the outbox several times a second."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from uuid import UUID

import psycopg
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "serai.config.settings")

import django

django.setup()

from asgiref.sync import sync_to_async  # noqa: E402

from serai.config.env import env  # noqa: E402
from serai.config.logs import configure_logs  # noqa: E402
from serai.kernel.clock import now  # noqa: E402
from serai.kernel.errors import DomainError  # noqa: E402
from serai.plumbing.api.language import negotiate  # noqa: E402
from serai.plumbing.api.problem import CONTENT_TYPE, problem_of  # noqa: E402
from serai.plumbing.auth import NotAllowed, identify  # noqa: E402

SCOPE = "events:read"
_KEEP_ALIVE = 15.0
_LOOK_EVERY = 0.25
_LATEST = timedelta(seconds=10)  # an event may be committed so long after it got its id
_listeners: set[asyncio.Queue[str]] = set()


async def healthz(request: Request) -> Response:
    """Answer: the process lives."""
    return PlainTextResponse("ok")


async def events(request: Request) -> Response:
    """Stream the types and ids of events as they are committed, to keys with the scope events:read."""
    try:
        caller = await sync_to_async(identify)(request.headers.get("Serai-Key"), None)
        if SCOPE not in caller.scopes:
            raise NotAllowed(SCOPE)
    except DomainError as refusal:
        locale = negotiate(request.headers.get("Accept-Language", ""))
        status, body = problem_of(refusal, locale=locale, request_id="")
        return Response(body, status, media_type=CONTENT_TYPE)
    return StreamingResponse(
        _lines(), media_type="text/event-stream", headers={"Cache-Control": "no-store"}
    )


async def _lines() -> AsyncIterator[str]:
    queue: asyncio.Queue[str] = asyncio.Queue(maxsize=1000)
    _listeners.add(queue)
    try:
        while True:
            try:
                kind, _, event_id = (await asyncio.wait_for(queue.get(), _KEEP_ALIVE)).partition(
                    " "
                )
                yield f"id: {event_id}\nevent: {kind}\ndata: {event_id}\n\n"
            except TimeoutError:
                yield ": still here\n\n"
    finally:
        _listeners.discard(queue)


async def _follow() -> None:
    told: dict[UUID, datetime] = {}
    since = now()
    while True:
        try:
            async with await psycopg.AsyncConnection.connect(
                env().postgres_url, autocommit=True
            ) as connection:
                while True:
                    horizon = max(since, now() - _LATEST)
                    for event_id, kind in await _events_after(connection, horizon):
                        if event_id not in told:
                            _tell(f"{kind} {event_id}")
                            told[event_id] = now()
                    told = {one: at for one, at in told.items() if at > now() - 2 * _LATEST}
                    await asyncio.sleep(_LOOK_EVERY)
        except psycopg.OperationalError:
            await asyncio.sleep(1)


async def _events_after(
    connection: "psycopg.AsyncConnection[tuple[UUID, str]]", instant: datetime
) -> list[tuple[UUID, str]]:
    first = UUID(int=int(instant.timestamp() * 1000) << 80)  # UUIDv7 begins with the milliseconds
    cursor = await connection.execute(
        "SELECT id, type FROM plumbing_event WHERE id >= %s ORDER BY id", [first]
    )
    return await cursor.fetchall()


def _tell(line: str) -> None:
    for queue in list(_listeners):
        if not queue.full():
            queue.put_nowait(line)


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    configure_logs()
    listening = asyncio.create_task(_follow())
    yield
    listening.cancel()


application = Starlette(
    routes=[Route("/healthz", healthz), Route("/events", events)], lifespan=_lifespan
)
