"""A blocking client in front of an ASGI application, with cookies like a browser's."""

import asyncio
from typing import Any

import httpx
from starlette.applications import Starlette


class Client:
    """Sends requests to an application without a network and follows its redirects."""

    def __init__(self, app: Starlette, base_url: str = "http://testserver") -> None:
        self.app = app
        self._runner = asyncio.Runner()
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        self._client = httpx.AsyncClient(
            transport=transport, base_url=base_url, follow_redirects=True
        )

    @property
    def headers(self) -> httpx.Headers:
        return self._client.headers

    @property
    def cookies(self) -> httpx.Cookies:
        return self._client.cookies

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self._runner.run(self._client.get(path, **more))

    def post(self, path: str, **more: Any) -> httpx.Response:
        return self._runner.run(self._client.post(path, **more))

    def close(self) -> None:
        self._runner.run(self._client.aclose())
        self._runner.close()
