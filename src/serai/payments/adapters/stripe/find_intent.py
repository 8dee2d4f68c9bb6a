"""Find a payment's intent when its answer was lost."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Any
from uuid import UUID

from serai.payments.adapters.stripe.connection import Connection
from serai.payments.adapters.stripe.form import Value
from serai.payments.adapters.stripe.objects import instant_of, key_of

BEFORE, AFTER = timedelta(minutes=10), timedelta(days=1)
"""An intent is looked for among those made from so long before its payment started to so long after."""
_PAGE = 100


@dataclass
class KnownIntents:
    """Which intents belong to which keys, as far as this process has seen; the latest so many."""

    most: int = 10_000
    _ids: OrderedDict[str, str] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def keep(self, key: str, intent_id: str) -> None:
        """Remember an intent."""
        with self._lock:
            self._ids[key] = intent_id
            if len(self._ids) > self.most:
                self._ids.popitem(last=False)

    def id_of(self, key: str) -> str | None:
        """Return the id of an intent, if it was seen."""
        return self._ids.get(key)


def find_intent(connection: Connection, key: str, known: KnownIntents) -> dict[str, Any] | None:
    """
    Return the intent whose metadata has this key; `None`: it never arrived.

    The key is a payment's id and says when it started, so the list of intents around that instant is read.
    The API's search would need one call but lags behind by up to a minute; the list does not.

    Raises:
        ProcessorUnavailable: no answer in time.
    """
    fields: dict[str, Value] = {"expand": ["latest_charge", "payment_method"]}
    if intent_id := known.id_of(key):
        return connection.get(f"/v1/payment_intents/{intent_id}", fields)
    started = _started_at(key)
    if started is None:
        return None
    fields = {
        "limit": _PAGE,
        "created": {
            "gte": int((started - BEFORE).timestamp()),
            "lte": int((started + AFTER).timestamp()),
        },
        "expand": ["data.latest_charge", "data.payment_method"],
    }
    while True:
        page = connection.get("/v1/payment_intents", fields)
        for intent in page["data"]:
            if key_of(intent) == key:
                known.keep(key, intent["id"])
                return dict(intent)
        if not page["has_more"]:
            return None
        fields["starting_after"] = page["data"][-1]["id"]


def _started_at(key: str) -> datetime | None:
    """Return the instant in a UUID of version 7 (RFC 9562)."""
    try:
        number = UUID(key)
    except ValueError:
        return None
    return instant_of((number.int >> 80) // 1000) if number.version == 7 else None
