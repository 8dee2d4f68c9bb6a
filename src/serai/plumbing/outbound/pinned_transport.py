"""Connections to the very address that was checked."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import httpx

from serai.plumbing.outbound.addresses import Guard

_RESOLVERS = 32
"""A name server that does not answer holds up only those who ask it."""


class PinnedTransport(httpx.AsyncBaseTransport):
    """
    Asks the guard for the address and connects there; TLS is still checked against the host's name.

    Connections are not kept: two hosts at one address must never share one.
    """

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._resolvers = ThreadPoolExecutor(_RESOLVERS, thread_name_prefix="resolve")
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=0)
        self._inner = httpx.AsyncHTTPTransport(limits=limits, trust_env=False)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request to the checked address of its host."""
        loop = asyncio.get_running_loop()
        address = await loop.run_in_executor(
            self._resolvers, self._guard.address_for, str(request.url)
        )
        pinned = httpx.Request(
            request.method,
            request.url.copy_with(host=address),
            headers=request.headers,
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": request.url.host},
        )
        return await self._inner.handle_async_request(pinned)

    async def aclose(self) -> None:
        """Let go of everything."""
        self._resolvers.shutdown(wait=False, cancel_futures=True)
        await self._inner.aclose()
