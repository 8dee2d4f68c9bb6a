"""Write a group of customers: a new one, or another name of an old one."""

import re
from datetime import datetime

from serai.customers.domain.plain_text import plain_text
from serai.customers.models import CustomerGroup
from serai.customers.queries.customer_groups import CustomerGroupView
from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import unit_of_work

_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


class GroupCodeRefused(DomainError):
    """The code of a group of customers is unfit."""

    code = "customers.group_code_refused"
    kind = Kind.REJECTED

    def __init__(self) -> None:
        super().__init__("A group's code is made of small letters, digits, - and _, at most 64.")


@unit_of_work()
def write_customer_group(group_code: str, name: str, *, now: datetime) -> CustomerGroupView:
    """
    Let there be a group with this code and name; the code never changes.

    Raises:
        GroupCodeRefused: an unfit code.
        TextRefused: an unfit name.
    """
    if not _CODE.fullmatch(group_code):
        raise GroupCodeRefused
    told = plain_text(name, field="name", longest=200)
    CustomerGroup.objects.update_or_create(
        code=group_code, defaults={"name": told}, create_defaults={"name": told, "created_at": now}
    )
    return CustomerGroupView(group_code, told)
