"""Bring the facts up to what the orders say."""

from datetime import datetime

from serai.ordering.queries.sale_lines import SALE_LINE, every_sale_line
from serai.plumbing.facts import write_rows


def record_sales(*, now: datetime) -> int:
    """
    Add the lines of every order that was paid to `sale_line`, unless they are there; return how many were new.

    Orders that are placed here become facts by themselves; this is for imported history and for shops that
    are older than their facts.
    """
    return write_rows(SALE_LINE.name, every_sale_line(), now=now)
