"""The least that server-sent events cost with Starlette: an answer that waits, and nothing else."""

import asyncio
from collections.abc import AsyncIterator

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, StreamingResponse
from starlette.routing import Route


async def _wait() -> AsyncIterator[str]:
    yield ": still here\n\n"
    while True:
        await asyncio.sleep(15)
        yield ": still here\n\n"


async def events(request: Request) -> StreamingResponse:
    return StreamingResponse(_wait(), media_type="text/event-stream")


async def healthz(request: Request) -> PlainTextResponse:
    return PlainTextResponse("ok")


application = Starlette(routes=[Route("/events", events), Route("/healthz", healthz)])
