"""One call, bounded in time and size."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self, TypedDict, Unpack

import httpx

from serai.plumbing.db.unit_of_work import refuse_inside_work
from serai.plumbing.outbound.addresses import Guard
from serai.plumbing.outbound.pinned_transport import PinnedTransport

AGENT = "Serai/1"


SECONDS, MOST_BYTES = 15.0, 1 << 20


class Options(TypedDict, total=False):
    """
    What may go with a call.

    Attributes:
        headers: beside our own.
        body: what is sent.
        seconds: the whole call takes no longer, however the other side dawdles.
        most_bytes: no more of the answer is read.
    """

    headers: Mapping[str, str]
    body: bytes
    seconds: float
    most_bytes: int


class CallFailed(Exception):
    """
    Nobody answered.

    Attributes:
        reason: `timeout`, `name`, `connect`, `tls` or `protocol`.
    """

    def __init__(self, reason: str, detail: str) -> None:
        self.reason = reason
        super().__init__(detail)


@dataclass(frozen=True, slots=True)
class Received:
    """What came back. `body` is cut at the size that was asked for; `cut` says whether it was."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    cut: bool


class Outbound:
    """
    Makes calls inside an event loop; open it with `async with`.

    Args:
        guard: decides which addresses may be called.
    """

    def __init__(self, guard: Guard) -> None:
        self._client = httpx.AsyncClient(
            transport=PinnedTransport(guard),
            follow_redirects=False,
            trust_env=False,
            timeout=60.0,  # `send` has a stricter bound of its own
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._client.aclose()

    async def send(self, method: str, url: str, **options: Unpack[Options]) -> Received:
        """
        Call once; a redirect is an answer like any other.

        Args:
            method: such as POST.
            url: the whole address.
            options: what goes with it, and its bounds.

        Raises:
            AddressRefused: the address is none that we call.
            CallFailed: nobody answered in time.
        """
        headers = {"User-Agent": AGENT, "Accept-Encoding": "identity", **options.get("headers", {})}
        seconds, body = options.get("seconds", SECONDS), options.get("body", b"")
        try:
            async with asyncio.timeout(seconds):
                async with self._client.stream(
                    method, url, headers=headers, content=body
                ) as answer:
                    kept, cut = await _beginning(answer, options.get("most_bytes", MOST_BYTES))
                    return Received(answer.status_code, dict(answer.headers), kept, cut)
        except TimeoutError:
            raise CallFailed("timeout", f"No answer within {seconds:g} s.") from None
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as failure:
            raise CallFailed(
                reason_of(failure), str(failure)[:300] or type(failure).__name__
            ) from None


def call(guard: Guard, method: str, url: str, **options: Unpack[Options]) -> Received:
    """
    Call once from a plain thread, outside any unit of work; see `Outbound.send`.

    Raises:
        AddressRefused: the address is none that we call.
        CallFailed: nobody answered in time.
    """
    refuse_inside_work()

    async def once() -> Received:
        async with Outbound(guard) as outbound:
            return await outbound.send(method, url, **options)

    return asyncio.run(once())


async def _beginning(answer: httpx.Response, most_bytes: int) -> tuple[bytes, bool]:
    kept = bytearray()
    async for block in answer.aiter_raw():
        kept += block
        if len(kept) > most_bytes:
            return bytes(kept[:most_bytes]), True
    return bytes(kept), False


def reason_of(failure: Exception) -> str:
    """Return the one word of `CallFailed` for a failure of the HTTP client."""
    text = str(failure).lower()
    if isinstance(failure, httpx.ConnectError):
        return "tls" if "ssl" in text or "certificate" in text else "connect"
    if isinstance(failure, httpx.HTTPError):
        return "protocol"
    return "name"
