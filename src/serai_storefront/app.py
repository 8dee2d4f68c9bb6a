"""The application: its parts, its routes, and what to do when nothing fits."""

import contextlib
from collections.abc import AsyncIterator

import httpx
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response

from serai_storefront.pages import errors
from serai_storefront.routes import routes
from serai_storefront.settings import Settings
from serai_storefront.web.front import Front
from serai_storefront.web.headers import SecurityHeaders


def create_app(settings: Settings, transport: httpx.AsyncBaseTransport | None = None) -> Starlette:
    """
    Return the shop front as an ASGI application.

    Args:
        settings: what the process read from its environment.
        transport: another way to the platform than the network; tests end it in a fake platform.
    """
    front = Front.build(settings, transport)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await front.http.aclose()

    async def on_http_error(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        return await errors.show_error(request, status)

    app = Starlette(
        routes=routes(front),
        middleware=[
            Middleware(SecurityHeaders, secure=settings.secure),
            Middleware(GZipMiddleware, minimum_size=600, compresslevel=5),
        ],
        exception_handlers={HTTPException: on_http_error, Exception: on_http_error},
        lifespan=lifespan,
    )
    app.state.front = front
    return app
