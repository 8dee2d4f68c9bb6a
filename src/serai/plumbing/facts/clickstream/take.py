"""Take a batch of events: read it, sort out who is not heard, and hand the rest to the spool."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import msgspec

from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import uuid7
from serai.plumbing.auth import Caller
from serai.plumbing.facts.clickstream.bots import Paces, is_a_program
from serai.plumbing.facts.clickstream.shapes import AnyEvent, Batch
from serai.plumbing.facts.clickstream.vocabulary import COUNTED
from serai.plumbing.facts.spool import line, microseconds, spool

OLDEST, AHEAD = timedelta(hours=72), timedelta(minutes=5)
"""How far an event's own time may lie behind and ahead of ours."""

_batches = msgspec.json.Decoder(Batch)
_events: msgspec.json.Decoder[Any] = msgspec.json.Decoder(AnyEvent)
_encoder = msgspec.json.Encoder()
_paces = Paces()


class BatchRefused(DomainError):
    """The body is no batch of events."""

    code = "facts.batch_refused"
    kind = Kind.REJECTED

    def __init__(self, path: str, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(f"{path}: {reason}.")


class BatchUnreadable(DomainError):
    """The body is not JSON."""

    code = "facts.batch_unreadable"
    kind = Kind.MALFORMED

    def __init__(self) -> None:
        super().__init__("Send one JSON object in UTF-8.")


class FactsNotKept(DomainError):
    """The disk does not take events just now."""

    code = "facts.not_kept"
    kind = Kind.UNAVAILABLE

    def __init__(self) -> None:
        super().__init__("The events could not be kept; send them again later.")


@dataclass(frozen=True, slots=True)
class RefusedEvent:
    """One event of a batch that is not kept, where it is wrong and why."""

    event: int
    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a batch: `kept` is "events", "counts" (no consent) or "nothing" (a program sent it)."""

    accepted: int
    refused: tuple[RefusedEvent, ...]
    kept: str


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends: the key's channel, the shopper when logged in, the browser's name and address."""

    caller: Caller
    user_agent: str
    address: str


def keep_events_once(body: bytes, sender: Sender, *, now: datetime) -> Taken:
    """
    Keep the good events of a batch; each bad one is refused by itself.

    An event's `id` makes it safe to send again: it is kept once. Without consent only how many events there
    were is kept, by the hour.

    Raises:
        BatchRefused: the body is no batch.
        BatchUnreadable: the body is not JSON.
        FactsNotKept: the disk does not take it.
    """
    batch = _batch(body)
    events, refused = _read(batch, now)
    who = batch.client_id if batch.client_id and batch.consent.analytics else sender.address
    if is_a_program(sender.user_agent) or _paces.too_fast(who, len(events)):
        return Taken(0, tuple(refused), "nothing")
    counted = batch.consent.analytics
    lines = _rows(batch, events, sender.caller, now) if counted else _counts(events, sender, now)
    if lines:
        _keep(lines)
    return Taken(len(events), tuple(refused), "events" if counted else "counts")


def _batch(body: bytes) -> Batch:
    try:
        return _batches.decode(body)
    except msgspec.ValidationError as error:
        raise BatchRefused(*_place(str(error), "")) from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise BatchUnreadable from None


def _keep(lines: list[bytes]) -> None:
    try:
        spool().append(b"".join(lines))
    except OSError as error:
        raise FactsNotKept from error


def _read(batch: Batch, now: datetime) -> tuple[list[Any], list[RefusedEvent]]:
    good, bad = [], []
    oldest, newest, decode = now - OLDEST, now + AHEAD, _events.decode
    for index, raw in enumerate(batch.events):
        try:
            event = decode(raw)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            bad.append(RefusedEvent(index, *_place(str(error), f"events[{index}]")))
            continue
        if event.at is not None and not oldest <= event.at <= newest:
            reason = "Not within the last 72 hours"
            bad.append(RefusedEvent(index, f"events[{index}].at", reason))
            continue
        good.append(event)
    return good, bad


def _rows(batch: Batch, events: list[Any], caller: Caller, now: datetime) -> list[bytes]:
    """Return one line for each event: the batch's columns are encoded once, the event's own are added."""
    received = microseconds(now)
    context = {
        "received_at": received,
        "channel_code": caller.channel_code,
        "locale": batch.locale or caller.locale,
        "client_id": batch.client_id,
        "session_id": batch.session_id,
        "customer_id": caller.customer_id,
    }
    head = _encoder.encode({name: value for name, value in context.items() if value is not None})
    lines, encode = [], _encoder.encode
    for event in events:
        at = received if event.at is None else microseconds(event.at)
        params = encode(event.params)
        lines.append(
            b'%s\t{"event_id":"%s","occurred_at":%d,%s%s%s\n'
            % (
                event.__struct_config__.tag.encode(),
                str(event.id or uuid7()).encode(),
                at,
                head[1:-1],
                b"," if len(params) > 2 else b"",
                params[1:],
            )
        )
    return lines


def _counts(events: list[Any], sender: Sender, now: datetime) -> list[bytes]:
    hour = now.replace(minute=0, second=0, microsecond=0)
    names = Counter(event.__struct_config__.tag for event in events)
    return [
        line(
            COUNTED.name,
            {
                "event_id": uuid4(),
                "occurred_at": hour,
                "received_at": hour,
                "channel_code": sender.caller.channel_code,
                "event_name": name,
                "events": count,
            },
        )
        for name, count in names.items()
    ]


def _place(message: str, start: str) -> tuple[str, str]:
    """Return the path and the reason that msgspec's sentence names."""
    reason, _, place = message.partition(" - at `$")
    path = start + place.rstrip("`")
    return path.lstrip(".") or "body", reason.rstrip(".")
