"""A line that is kept open to one host: whom the operator named, not a stranger."""

import ssl
import time
from typing import Unpack

import httpx

from serai.plumbing.db.unit_of_work import refuse_inside_work
from serai.plumbing.outbound.call import (
    AGENT,
    MOST_BYTES,
    SECONDS,
    CallFailed,
    Options,
    Received,
    reason_of,
)


class Line:
    """
    Calls one host over connections that are kept, for whoever is called at every checkout.

    Follows no redirects, reads no proxies from the environment, and is bounded in time and size like every
    call out of the house. May be shared by threads. For addresses that strangers chose there is `call`.

    Args:
        base_url: scheme and host, with a path before every other if there is one.
        headers: what goes with every call.
        certificate: path of a PEM file with our own certificate and its key, where the host asks for one.
    """

    def __init__(
        self, base_url: str, *, headers: dict[str, str] | None = None, certificate: str = ""
    ) -> None:
        verify: ssl.SSLContext | bool = True
        if certificate:
            verify = httpx.create_ssl_context(trust_env=False)
            verify.load_cert_chain(certificate)
        self._client = httpx.Client(
            base_url=base_url,
            headers={"User-Agent": AGENT, "Accept-Encoding": "identity", **(headers or {})},
            follow_redirects=False,
            trust_env=False,
            verify=verify,
        )

    def send(self, method: str, path: str, **options: Unpack[Options]) -> Received:
        """
        Call once, outside any unit of work; a redirect is an answer like any other.

        Raises:
            CallFailed: nobody answered in time.
        """
        refuse_inside_work()
        seconds = options.get("seconds", SECONDS)
        until = time.monotonic() + seconds
        try:
            with self._client.stream(
                method,
                path,
                headers=dict(options.get("headers", {})),
                content=options.get("body", b""),
                timeout=seconds,
            ) as answer:
                kept, cut = _beginning(answer, options.get("most_bytes", MOST_BYTES), until)
                return Received(answer.status_code, dict(answer.headers), kept, cut)
        except (httpx.TimeoutException, TimeoutError):
            raise CallFailed("timeout", f"No answer within {seconds:g} s.") from None
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as failure:
            said = str(failure)[:300] or type(failure).__name__
            raise CallFailed(reason_of(failure), said) from None

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()


def _beginning(answer: httpx.Response, most_bytes: int, until: float) -> tuple[bytes, bool]:
    kept = bytearray()
    for block in answer.iter_raw():
        kept += block
        if len(kept) > most_bytes:
            return bytes(kept[:most_bytes]), True
        if time.monotonic() > until:
            raise TimeoutError
    return bytes(kept), False
