"""Change, switch on or off, and remove endpoints."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from serai.plumbing.db import unit_of_work
from serai.plumbing.webhooks.endpoints import EndpointView, found
from serai.plumbing.webhooks.patterns import checked
from serai.plumbing.webhooks.subscribe_endpoint import new_sealed_secret

OVERLAP = timedelta(hours=24)
"""How long the old secret still signs beside a new one, unless somebody says otherwise."""


@dataclass(frozen=True, slots=True)
class ChangeEndpoint:
    """What is different from now on; `None` leaves it as it is."""

    endpoint_id: UUID
    label: str | None = None
    url: str | None = None
    event_types: Sequence[str] | None = None
    channels: Sequence[str] | None = None
    active: bool | None = None


def change_endpoint(command: ChangeEndpoint) -> EndpointView:
    """
    Change an endpoint. Call `check_address` first when its address changes.

    Switching it on, or moving it, closes its circuit: what waits is tried at once.

    Raises:
        WebhookNotFound: there is none.
        UnknownEventType: it asks for an event that does not exist.
    """
    with unit_of_work():
        row = found(command.endpoint_id, locked=True)
        row.label = row.label if command.label is None else command.label
        row.url = row.url if command.url is None else command.url
        if command.event_types is not None:
            row.event_types = checked(list(command.event_types))
        if command.channels is not None:
            row.channel_codes = sorted(set(command.channels))
        if command.active is not None:
            row.active = command.active
            row.inactive_because = "" if command.active else "switched off"
        if command.active or command.url is not None:
            row.failures, row.failing_since, row.paused_until = 0, None, None
        row.save()
        return EndpointView.of(row)


def rotate_secret(
    endpoint_id: UUID, *, now: datetime, overlap: timedelta = OVERLAP
) -> EndpointView:
    """
    Sign with a new secret from now on, and with the old one beside it until the overlap is over.

    Raises:
        WebhookNotFound: there is no such endpoint.
    """
    with unit_of_work():
        row = found(endpoint_id, locked=True)
        row.previous_secret, row.previous_until = row.secret, now + overlap
        row.secret = new_sealed_secret(row.pk)
        row.save(update_fields=["secret", "previous_secret", "previous_until"])
        return EndpointView.of(row)


def remove_endpoint(endpoint_id: UUID) -> None:
    """
    Stop telling an endpoint, and forget what was told.

    Raises:
        WebhookNotFound: there is none.
    """
    with unit_of_work():
        row = found(endpoint_id, locked=True)  # from here on no delivery is made for it
        row.delete()
