"""What happens is told as it is committed."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

import pytest
from django.db import connection

from serai.kernel.events import Event
from serai.kernel.ids import uuid7
from serai.plumbing.db import unit_of_work
from serai.plumbing.events import publish
from serai.plumbing.models import EventRecord

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True, slots=True)
class LampLit(Event):
    lamp: UUID


def test_a_committed_event_is_told_once_to_everyone_who_listens(monkeypatch):
    from serai.config import live

    database = connection.settings_dict
    url = f"postgresql://{database['USER']}@/{database['NAME']}?host={database['HOST']}"
    monkeypatch.setattr(live, "env", type("Env", (), {"postgres_url": url}))

    async def listen() -> list[str]:
        queues = [asyncio.Queue(), asyncio.Queue()]
        live._listeners.update(queues)
        following = asyncio.create_task(live._follow())
        try:
            await asyncio.sleep(0.3)
            await asyncio.to_thread(_light)
            told = [await asyncio.wait_for(queue.get(), 5) for queue in queues]
            await asyncio.sleep(0.6)
            assert all(queue.empty() for queue in queues)
            return told
        finally:
            following.cancel()
            with suppress(asyncio.CancelledError):
                await following
            live._listeners.clear()

    told = asyncio.run(listen())

    event = EventRecord.objects.get()
    assert told == [f"{LampLit.type} {event.pk}"] * 2


def _light() -> None:
    with unit_of_work():
        publish(LampLit(uuid7()))
    connection.close()
