"""Customers in pages, for staff."""

from uuid import UUID

from django.db.models import Q

from serai.customers.models import Customer
from serai.customers.queries.customer_view import CustomerView
from serai.kernel.pages import Page, decode_cursor, encode_cursor

LARGEST_PAGE = 200
_AFTER_ALL = "\x7f"
"""Sorts after every character of a normalised address."""


def customer_page(
    *, email_prefix: str = "", cursor: str | None = None, limit: int = 50
) -> Page[CustomerView]:
    """
    Return customers newest first or, with a prefix, those whose address begins so, by address.

    One statement along an index, whatever the number of customers and however far the page.

    Raises:
        BadCursor: the cursor is of another list.
    """
    limit = max(1, min(limit, LARGEST_PAGE))
    prefix = email_prefix.strip().lower()
    found = _by_email(prefix, cursor, limit + 1) if prefix else _newest(cursor, limit + 1)
    more = len(found) > limit
    page = [CustomerView.of(customer) for customer in found[:limit]]
    if not more:
        return Page(page)
    last = page[-1]
    return Page(page, encode_cursor(last.email, last.id) if prefix else encode_cursor(last.id))


def _newest(cursor: str | None, count: int) -> list[Customer]:
    customers = Customer.objects.order_by("-id")
    if cursor:
        [last] = decode_cursor(cursor, UUID)
        customers = customers.filter(id__lt=last)
    return list(customers[:count])


def _by_email(prefix: str, cursor: str | None, count: int) -> list[Customer]:
    customers = Customer.objects.filter(email__gte=prefix, email__lt=prefix + _AFTER_ALL).order_by(
        "email", "id"
    )
    if cursor:
        email, last = decode_cursor(cursor, str, UUID)
        customers = customers.filter(Q(email__gt=email) | Q(id__gt=last), email__gte=email)
    return list(customers[:count])
