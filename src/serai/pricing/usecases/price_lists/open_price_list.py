"""Open a price list."""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from serai.catalog.public import channel
from serai.customers.public import customer_group
from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import forget_with_work, unit_of_work
from serai.pricing.domain.price_list import ListKind
from serai.pricing.models import PriceListRow
from serai.pricing.queries.open_price_lists import forget_price_lists
from serai.pricing.queries.price_list_view import PriceListView

_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


class PriceListExists(DomainError):
    """Another price list has this code."""

    code = "pricing.price_list_exists"
    kind = Kind.CONFLICT

    def __init__(self, list_code: str) -> None:
        self.price_list = list_code
        super().__init__(f"There is a price list {list_code!r} already.")


class BadPriceList(DomainError):
    """What was said of a price list makes no sense."""

    code = "pricing.bad_price_list"
    kind = Kind.REJECTED

    def __init__(self, field: str, reason: str) -> None:
        self.field, self.reason = field, reason
        super().__init__(f"{field}: {reason}")


@dataclass(frozen=True, slots=True)
class OpenPriceList:
    """
    A new price list; without group, company and store it is for everyone.

    None of it changes later: what a price was and for whom must stay true.
    """

    code: str
    name: str
    channel_code: str
    kind: ListKind = ListKind.LOWER
    customer_group: str | None = None
    company_id: UUID | None = None
    priority: int = 0
    store: str = ""


@unit_of_work()
def open_price_list(command: OpenPriceList, *, now: datetime) -> PriceListView:
    """
    Open a price list without prices.

    Raises:
        ChannelNotFound: no such channel.
        CustomerGroupNotFound: no such group.
        PriceListExists: another has this code.
        BadPriceList: an unfit code, name or priority, or more than one of a group, a company and a store.
    """
    if not _CODE.fullmatch(command.code):
        raise BadPriceList("code", "Small letters, digits, - and _, at most 64.")
    if not command.name.strip() or len(command.name) > 200:
        raise BadPriceList("name", "Between 1 and 200 characters.")
    if sum(map(bool, (command.customer_group, command.company_id, command.store))) > 1:
        raise BadPriceList("customer_group", "A list is for a group, for a company or for a store.")
    if len(command.store) > 64:
        raise BadPriceList("store", "At most 64 characters.")
    if abs(command.priority) > 1_000_000:
        raise BadPriceList("priority", "Between -1,000,000 and 1,000,000.")
    channel(command.channel_code)
    if command.customer_group is not None:
        customer_group(command.customer_group)
    row = PriceListRow(
        code=command.code,
        name=command.name.strip(),
        channel_id=command.channel_code,
        kind=command.kind.value,
        customer_group=command.customer_group,
        company_id=command.company_id,
        priority=command.priority,
        store=command.store,
        created_at=now,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise PriceListExists(command.code) from None
    forget_with_work(forget_price_lists)
    return PriceListView.of(row)
