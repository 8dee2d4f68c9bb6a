"""Print the packing slip of one parcel, or of what is put aside in one store."""

from uuid import UUID

from msgspec.structs import replace

from serai.fulfilment import public as fulfilment
from serai.ordering.domain.papers.order_sheets import SheetLine, packing_sheet
from serai.ordering.queries.order_view import order
from serai.ordering.usecases.papers.print_order_sheet import on_sheet, qr_rows
from serai.plumbing.typesetting import Template, typeset


def print_group_slip(group_id: UUID) -> bytes:
    """
    Return the PDF that goes into what leaves one location together: its own articles, no prices.

    Raises:
        GroupNotFound: no such group.
        TypesettingFailed: try again later.
    """
    group = fulfilment.group(group_id)
    told = on_sheet(order(group.order_id, looks=False))
    lines = tuple(
        SheetLine(line.name, line.sku, left, 0)
        for line in group.lines
        if (left := line.quantity - line.cancelled)
    )
    number = f"{group.order_number}/{group.number}"
    return typeset(
        Template.SHEET, packing_sheet(replace(told, number=number, lines=lines), qr_rows(number))
    )
