"""Who can listen misses nothing: where news begin is known before anybody is let in."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from django.db import connection
from factories.webhooks import an_order_is_placed
from starlette.applications import Starlette

from serai.config import live
from serai.plumbing.live.hub import Listener
from serai.plumbing.live.wish import staff_wish

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def on_the_tests_database(monkeypatch) -> None:
    known = connection.settings_dict
    url = f"postgresql://{known['USER']}@/{known['NAME']}?host={quote(known['HOST'])}"
    told = SimpleNamespace(postgres_url=url, public_api_url="http://shop.test")
    monkeypatch.setattr(live, "env", lambda: told)
    monkeypatch.setattr(live, "configure_logs", lambda: None)


def test_what_is_committed_as_soon_as_the_process_is_open_is_told(on_the_tests_database):
    async def told() -> list[str]:
        app = Starlette()
        async with live._lifespan(app):
            listener = Listener(staff_wish(), None)
            app.state.hub.listeners.add(listener)
            placed_elsewhere()  # nothing else of this process runs meanwhile
            return [each.type for each in await asyncio.wait_for(listener.take(), 60) if each]

    assert asyncio.run(told()) == ["order.placed"]


def placed_elsewhere() -> None:
    def place() -> None:
        try:
            an_order_is_placed()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(place).result(60)
