"""Let a program outside be told."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.conf import settings

from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import uuid7
from serai.plumbing.db import execute, unit_of_work
from serai.plumbing.models import WebhookEndpoint
from serai.plumbing.outbound import AddressRefused, Guard
from serai.plumbing.webhooks.endpoints import MOST, EndpointView
from serai.plumbing.webhooks.patterns import checked
from serai.plumbing.webhooks.relay import READER
from serai.plumbing.webhooks.sealed import seal
from serai.plumbing.webhooks.signature import new_webhook_secret


class TooManyWebhooks(DomainError):
    """The installation tells as many endpoints as it may."""

    code = "webhooks.too_many"
    kind = Kind.CONFLICT

    def __init__(self, most: int) -> None:
        self.most = most
        super().__init__(f"There are {most} webhooks already; remove one first.")


@dataclass(frozen=True, slots=True)
class SubscribeEndpoint:
    """
    Who wants to be told, and of what.

    Attributes:
        label: what people call the program.
        url: where it listens; https.
        event_types: `order.placed`, `order.*` or `*`.
        channels: only events of these channels, and those of none; empty: all.
    """

    label: str
    url: str
    event_types: Sequence[str]
    channels: Sequence[str] = field(default=())


def check_address(url: str) -> None:
    """
    Ask the name server about an address, outside any transaction.

    Raises:
        AddressRefused: it is none that we call, or its host has no address now.
    """
    try:
        Guard.of(settings.SERAI_OUTBOUND_ALLOW).address_for(url)
    except OSError:
        raise AddressRefused(url, "its host has no address") from None


def subscribe_endpoint(command: SubscribeEndpoint, *, now: datetime) -> EndpointView:
    """
    Begin to tell an endpoint of what happens from now on. Call `check_address` first.

    Raises:
        UnknownEventType: it asks for an event that does not exist.
        TooManyWebhooks: there are a hundred already.
    """
    patterns = checked(list(command.event_types))
    with unit_of_work():
        execute(_BEGIN, [READER, now])
        if WebhookEndpoint.objects.count() >= MOST:
            raise TooManyWebhooks(MOST)
        endpoint_id = uuid7()
        row = WebhookEndpoint.objects.create(
            id=endpoint_id,
            label=command.label,
            url=command.url,
            event_types=patterns,
            channel_codes=sorted(set(command.channels)),
            active=True,
            secret=new_sealed_secret(endpoint_id),
            created_at=now,
        )
        return EndpointView.of(row)


def new_sealed_secret(endpoint_id: UUID) -> bytes:
    """Return a fresh secret as the table keeps it."""
    return seal(new_webhook_secret(), of=endpoint_id, installation=settings.SERAI_SECRET)


_BEGIN = """
INSERT INTO plumbing_outbox_reader (name, seen, looked_at)
VALUES (%s, pg_current_snapshot()::text, %s) ON CONFLICT DO NOTHING"""
