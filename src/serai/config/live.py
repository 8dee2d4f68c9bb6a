"""
The live process: what happens, as server-sent events, read from the outbox several times a second.

It needs neither Django nor the contexts, only what their events are called and carry: it starts at once
and is small.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from importlib import import_module
from time import monotonic
from uuid import UUID

import msgspec
import psycopg
import structlog
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from serai.config.env import env
from serai.config.logs import configure_logs
from serai.kernel.clock import now
from serai.kernel.ids import digest, instant_of
from serai.plumbing.live.hub import Hub, Listener
from serai.plumbing.live.outbox import Outbox, Told
from serai.plumbing.live.stream import EventStream
from serai.plumbing.live.tickets import BadTicket, read_ticket
from serai.plumbing.live.wish import Wish

TELLS = ("catalog", "customers", "inventory", "pricing", "payments", "ordering")
"""The contexts that have public events."""

STAFF, SHOP = "events:read", "shop"
_LOOK_EVERY = 0.25
_BREATHE_EVERY = 15.0
_MOST_LISTENERS = 20_000
_MOST_MISSED, _AWAY_AT_MOST = 1000, timedelta(minutes=15)
_MOST_VARIANTS = 100
log = structlog.get_logger("serai.live")

for _context in TELLS:
    import_module(f"serai.{_context}.events")


class Refused(Exception):
    """The listener is not let in."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        self.status, self.code, self.detail = status, code, detail
        super().__init__(detail)


async def healthz(request: Request) -> Response:
    """Answer: the process lives."""
    return PlainTextResponse("ok")


async def events(request: Request) -> ASGIApp:
    """Stream what a ticket names, or to keys with the scope events:read the types that they ask for."""
    if ticket := request.query_params.get("ticket"):
        try:
            wish, ends = read_ticket(ticket, secret=env().secret_bytes(), now=now())
        except BadTicket:
            raise Refused(401, "auth.unauthenticated", "The ticket is not valid or over.") from None
        return await _stream(request, Listener(wish, ends))
    await _channel_of_key(request, request.headers.get("Serai-Key", ""), STAFF)
    patterns = request.query_params.get("types", "*")[:1000].split(",")
    return await _stream(request, Listener(Wish(tuple(filter(None, patterns))), None))


async def availability(request: Request) -> ASGIApp:
    """Stream which of the named variants have become available or not, to anybody with a publishable key."""
    key = request.headers.get("Serai-Key") or request.query_params.get("key", "")
    channel = await _channel_of_key(request, key, SHOP)
    named = request.query_params.get("variants", "").split(",")[:_MOST_VARIANTS]
    wish = Wish(("availability.changed",), "", channel, frozenset(filter(None, named)))
    return await _stream(request, Listener(wish, None))


async def _stream(request: Request, listener: Listener) -> ASGIApp:
    hub: Hub = request.app.state.hub
    if len(hub.listeners) >= _MOST_LISTENERS:
        raise Refused(503, "request.overloaded", "Too many listen already; come back later.")
    hub.listeners.add(listener)
    try:
        missed = await _missed(request)
    except psycopg.Error:
        hub.listeners.discard(listener)
        raise Refused(503, "request.no_database", "Not available now; come back later.") from None
    return EventStream(hub, listener, missed)


async def _missed(request: Request) -> list[Told] | None:
    """Return what happened since the listener's last event; `None`: too much, or too long ago."""
    text = request.headers.get("Last-Event-ID") or request.query_params.get("last_event_id", "")
    if not text:
        return []
    try:
        last = UUID(text)
        away = now() - instant_of(last)
    except (ValueError, OverflowError, OSError):
        return None
    if away > _AWAY_AT_MOST:
        return None
    found = await _outbox(request).missed(last, most=_MOST_MISSED)
    return found if len(found) <= _MOST_MISSED else None


async def _channel_of_key(request: Request, key: str, scope: str) -> str:
    try:
        found = await _outbox(request).fetch(_KEY, [digest(key[:200])])
    except psycopg.Error:
        raise Refused(503, "request.no_database", "Not available now; come back later.") from None
    if not found:
        detail = "The Serai-Key header is missing or its key is not valid."
        raise Refused(401, "auth.unauthenticated", detail)
    [(scopes, channel)] = found
    if scope not in scopes:
        raise Refused(403, "auth.not_allowed", f"This key lacks the scope {scope}.")
    return str(channel)


def _outbox(request: Request) -> Outbox:
    outbox: Outbox = request.app.state.outbox
    return outbox


async def follow(outbox: Outbox, hub: Hub) -> None:
    """Tell what is new, for ever; a database that is out of reach is waited for."""
    breathed = monotonic()
    while True:
        try:
            for told in await outbox.news():
                hub.tell(told)
                await asyncio.sleep(0)  # who listens takes it before the next one comes
        except psycopg.Error as fault:
            log.warning("live waits", fault=str(fault).strip())
            await asyncio.sleep(1)
        if monotonic() - breathed > _BREATHE_EVERY:
            breathed = monotonic()
            hub.breathe(now())
        await asyncio.sleep(_LOOK_EVERY)


async def _refused(request: Request, refusal: Exception) -> Response:
    assert isinstance(refusal, Refused), "only this is handled here"
    body = {
        "type": f"urn:serai:problem:{refusal.code}",
        "title": refusal.detail,
        "status": refusal.status,
        "detail": refusal.detail,
        "code": refusal.code,
        "facts": {},
        "request_id": "",
    }
    headers = {"Access-Control-Allow-Origin": "*", "Cache-Control": "no-store"}
    if refusal.status == 503:
        headers["Retry-After"] = "5"
    media_type = "application/problem+json"
    return Response(msgspec.json.encode(body), refusal.status, headers, media_type)


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    configure_logs()
    app.state.hub = Hub()
    app.state.outbox = Outbox(env().postgres_url, source=env().public_api_url)
    with suppress(psycopg.Error):
        await app.state.outbox.news()  # where news begin is known before anybody listens
    following = asyncio.create_task(follow(app.state.outbox, app.state.hub))
    yield
    following.cancel()
    for listener in tuple(app.state.hub.listeners):
        listener.close()
    with suppress(asyncio.CancelledError):
        await following
    await app.state.outbox.close()


_KEY = """
SELECT scopes, channel_code FROM plumbing_api_key WHERE digest = %s AND revoked_at IS NULL"""

application = Starlette(
    routes=[
        Route("/healthz", healthz),
        Route("/events", events),
        Route("/availability", availability),
    ],
    exception_handlers={Refused: _refused},
    lifespan=_lifespan,
)
