"""One connection per request: who calls, in which language, over the shared keep-alive pool."""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import quote

import httpx
import msgspec

from serai_storefront.shop_api.problems import ShopUnavailable, problem_in

T = TypeVar("T")
Params = Sequence[tuple[str, str]]

PREFIX = "/api/shop"


def http_client(
    *,
    api_url: str,
    shop_key: str,
    timeout: float,
    transport: httpx.AsyncBaseTransport | None = None,
) -> httpx.AsyncClient:
    """Return the shared client: keep-alive, bounded waits, no redirects followed."""
    return httpx.AsyncClient(
        base_url=api_url,
        headers={
            "Serai-Key": shop_key,
            "Accept": "application/json",
            "User-Agent": "serai-storefront",
        },
        timeout=httpx.Timeout(timeout, connect=3.0, pool=5.0),
        limits=httpx.Limits(
            max_connections=64, max_keepalive_connections=32, keepalive_expiry=60.0
        ),
        transport=transport or httpx.AsyncHTTPTransport(retries=1),
        follow_redirects=False,
        trust_env=False,
    )


@dataclasses.dataclass(frozen=True, slots=True)
class Connection:
    """The platform as one reader sees it."""

    http: httpx.AsyncClient
    locale: str
    bearer: str = ""
    visitor: str = ""
    hops: str = ""
    """The reader's address, behind those of the servers between; see `hops_of`."""

    def with_bearer(self, bearer: str) -> "Connection":
        """Return the same connection speaking for another bearer; empty for nobody."""
        return dataclasses.replace(self, bearer=bearer)

    def as_visitor(self, visitor: str) -> "Connection":
        """Return the same connection for a visitor who may be told apart; empty for one who may not."""
        return dataclasses.replace(self, visitor=visitor)

    async def get(self, path: str, shape: type[T], params: Params = ()) -> T:
        """Read one resource."""
        return _decoded(await self._answer("GET", path, params=list(params)), shape)

    async def send(
        self,
        method: str,
        path: str,
        shape: type[T],
        body: Mapping[str, Any] | None = None,
        *,
        key: str | None = None,
    ) -> T:
        """Change one resource; `key` makes a repeated POST answer as the first did."""
        return _decoded(await self._answer(method, path, body=body, key=key), shape)

    async def tell(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        *,
        key: str | None = None,
    ) -> None:
        """Change one resource whose answer does not matter."""
        await self._answer(method, path, body=body, key=key)

    async def _answer(
        self,
        method: str,
        path: str,
        *,
        params: Params = (),
        body: Mapping[str, Any] | None = None,
        key: str | None = None,
    ) -> httpx.Response:
        headers = {"Accept-Language": self.locale}
        if self.bearer:
            headers["Authorization"] = f"Bearer {self.bearer}"
        if self.visitor:
            headers["Serai-Visitor"] = self.visitor
        if self.hops:
            headers["X-Forwarded-For"] = self.hops
        if key:
            headers["Idempotency-Key"] = key
        content = None if body is None else msgspec.json.encode(body)
        if content is not None:
            headers["Content-Type"] = "application/json"
        try:
            answer = await self.http.request(
                method, PREFIX + path, params=list(params) or None, content=content, headers=headers
            )
        except httpx.HTTPError as failure:
            raise ShopUnavailable(f"{method} {path}: {type(failure).__name__}") from failure
        if not answer.is_success:
            raise problem_in(answer)
        return answer


def segment(text: str) -> str:
    """Return one segment of a path, with nothing in it that could be more than a name."""
    return quote(text, safe="")


def _decoded(answer: httpx.Response, shape: type[T]) -> T:
    try:
        return msgspec.json.decode(answer.content, type=shape, strict=False)
    except (msgspec.DecodeError, msgspec.ValidationError) as failure:
        raise ShopUnavailable(f"{answer.request.url.path}: {failure}") from failure
