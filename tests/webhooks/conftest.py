"""Endpoints, a courier that carries to them, and facts that happen."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from factories.webhooks import HERE, ORDER, SOURCE, an_order_is_placed

from serai.kernel import clock
from serai.plumbing.webhooks.courier import Courier
from serai.plumbing.webhooks.endpoints import EndpointView
from serai.plumbing.webhooks.subscribe_endpoint import SubscribeEndpoint, subscribe_endpoint

__all__ = ["ORDER", "SOURCE"]


@pytest.fixture
def subscribed() -> Callable[..., EndpointView]:
    """Return a function that subscribes an address, to orders unless told otherwise."""

    def subscribe(url: str, *event_types: str, channels: tuple[str, ...] = ()) -> EndpointView:
        wanted = event_types or ("order.*",)
        command = SubscribeEndpoint("a program", url, wanted, channels)
        return subscribe_endpoint(command, now=clock.now())

    return subscribe


@pytest.fixture
def placed() -> Callable[..., UUID]:
    """Return a function that lets an order be placed, and gives its id."""
    return an_order_is_placed


@pytest.fixture
def courier() -> Callable[[], Any]:
    """Return a context manager within which a courier works."""

    @contextmanager
    def working() -> Iterator[Courier]:
        made = Courier(HERE, source=SOURCE)
        thread = Thread(target=made.run)
        thread.start()
        try:
            yield made
        finally:
            made.stop()
            thread.join(120)
            assert not thread.is_alive()

    connection.ensure_connection()
    return working
