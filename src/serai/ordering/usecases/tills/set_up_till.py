"""Set up a till in a store."""

import re
from dataclasses import dataclass
from datetime import datetime

from serai.catalog import public as catalog
from serai.inventory import public as inventory
from serai.kernel.errors import DomainError, Kind
from serai.ordering.models import Till
from serai.ordering.queries.tills.till_view import TillView
from serai.plumbing.db import unit_of_work

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,31}")


class TillRefused(DomainError):
    """A till cannot be set up so."""

    code = "ordering.till_refused"
    kind = Kind.REJECTED

    def __init__(self, field: str, reason: str) -> None:
        self.field, self.reason = field, reason
        super().__init__(f"{field}: {reason}")


@dataclass(frozen=True, slots=True)
class SetUpTill:
    """A till: what it is called, where it stands, and for which channel it sells."""

    code: str
    name: str
    location: str
    channel_code: str
    is_active: bool = True


@unit_of_work()
def set_up_till(command: SetUpTill, *, now: datetime) -> TillView:
    """
    Set up a till, or change its name or whether it is used; where it stands and sells for stays.

    Raises:
        TillRefused: its code, its store or its channel cannot be, or would change.
    """
    if not _CODE.fullmatch(command.code):
        raise TillRefused("code", "up to 32 letters, digits, dashes.")
    place = inventory.locations_of_codes({command.location}).get(command.location)
    if place is None or place.kind != "store":
        raise TillRefused("location", "is no store.")
    try:
        channel = catalog.channel(command.channel_code)
    except catalog.ChannelNotFound:
        raise TillRefused("channel_code", "is no channel.") from None
    row, _ = Till.objects.select_related("location").get_or_create(
        code=command.code,
        defaults={
            "name": command.name,
            "location_id": place.id,
            "channel_code": channel.code,
            "currency": channel.currency,
            "created_at": now,
        },
    )
    if (row.location_id, row.channel_code) != (place.id, channel.code):
        raise TillRefused("code", "is another store's or channel's; its receipts stay there.")
    row.name, row.is_active = command.name, command.is_active
    row.save(update_fields=["name", "is_active"])
    return TillView.of(row)
