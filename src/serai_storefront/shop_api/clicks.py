"""What a reader looks at and clicks, told to the platform after the answer, and never waited for."""

import asyncio
import dataclasses
from collections.abc import Sequence
from typing import Any

import httpx
import msgspec

from serai_storefront.shop_api.connection import PREFIX

Event = dict[str, Any]
_MOST_AT_ONCE = 200
_under_way: set["asyncio.Task[None]"] = set()


@dataclasses.dataclass(frozen=True, slots=True)
class Sender:
    """Who clicked: ids that tell nothing by themselves, and what the platform needs to leave programs out."""

    client_id: str
    session_id: str
    locale: str
    bearer: str
    user_agent: str
    address: str


def tell(http: httpx.AsyncClient, sender: Sender, events: Sequence[Any]) -> None:
    """Send events in the background; when the platform is slow or away they are lost, and nothing else is."""
    if not events or len(_under_way) >= _MOST_AT_ONCE:
        return
    task = asyncio.create_task(_send(http, sender, events))
    _under_way.add(task)
    task.add_done_callback(_under_way.discard)


async def _send(http: httpx.AsyncClient, sender: Sender, events: Sequence[Any]) -> None:
    body = {
        "client_id": sender.client_id,
        "session_id": sender.session_id,
        "locale": sender.locale,
        "consent": {"analytics": True},
        "events": events,
    }
    headers = {
        "Content-Type": "application/json",
        "User-Agent": sender.user_agent,
        "X-Forwarded-For": sender.address,
    }
    if sender.bearer:
        headers["Authorization"] = f"Bearer {sender.bearer}"
    try:
        await http.post(f"{PREFIX}/events", content=msgspec.json.encode(body), headers=headers)
    except httpx.HTTPError:
        return
