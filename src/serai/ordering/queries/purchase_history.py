"""Everything that was bought, as arrays: what suggestions learn from."""

from typing import cast

import numpy as np
from django.db import connection
from psycopg import Connection

from serai.discovery.ports import Purchases
from serai.ordering.domain.order_state import OrderState

_BOUGHT = (OrderState.PAID, OrderState.FULFILLED, OrderState.COMPLETED)
_NOBODY = b"\0" * 16

# One row of COPY's binary format: the number of fields, then the length and the value of each.
_ROW = np.dtype(
    [
        ("fields", ">i2"),
        *[
            part
            for name, kind in (
                ("customer", "S16"),
                ("order", "S16"),
                ("variant", "S16"),
                ("day", ">i4"),
                ("quantity", ">i4"),
            )
            for part in ((f"{name} length", ">i4"), (name, kind))
        ],
    ]
)
_HEADER, _TRAILER = 19, 2

_LINES = """
COPY (
  SELECT coalesce(o.customer_id, '00000000-0000-0000-0000-000000000000'), o.id, l.variant_id,
         (o.placed_at AT TIME ZONE 'UTC')::date - DATE '1970-01-01', l.quantity
  FROM ordering_order o JOIN ordering_order_line l ON l.order_id = o.id
  WHERE o.state = ANY(%s) AND (o.refunded_minor = 0 OR o.refunded_minor < o.total_minor)
    AND l.variant_id IS NOT NULL AND l.quantity > 0
) TO STDOUT (FORMAT binary)"""


class OrderedPurchases:
    """The orders of all channels: a customer's taste is the same in the store and on the web."""

    def purchases(self, channel_code: str) -> Purchases:
        """Return every line that was bought and kept; one statement, streamed."""
        lines = np.frombuffer(_streamed(), _ROW)
        customers, customer = np.unique(lines["customer"], return_inverse=True)
        _, order = np.unique(lines["order"], return_inverse=True)
        variants, variant = np.unique(lines["variant"], return_inverse=True)
        # Guests bear the id of nobody, which sorts first.
        guests = int(customers.size > 0 and customers[0] == b"")
        return Purchases(
            customer=(customer - guests).astype(np.int32),
            order=order.astype(np.int32),
            variant=variant.astype(np.int32),
            day=lines["day"].astype(np.int32),
            quantity=lines["quantity"].astype(np.float32),
            customers=customers[guests:],
            variants=variants,
        )


def _streamed() -> bytes:
    """Return the rows of the statement in COPY's binary format, without header and trailer."""
    connection.ensure_connection()
    plain = cast("Connection[tuple[object, ...]]", connection.connection)
    with plain.cursor() as cursor, cursor.copy(_LINES, [list(_BOUGHT)]) as copy:
        whole = b"".join(copy)
    return whole[_HEADER : len(whole) - _TRAILER]
