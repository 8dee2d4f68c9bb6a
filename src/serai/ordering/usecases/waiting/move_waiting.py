"""What an order waits for comes on other days than was told."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import msgspec
from msgspec.structs import replace

from serai.ordering.domain.ahead import ahead_in
from serai.plumbing.db import execute, rows, unit_of_work
from serai.plumbing.db.closing import JobRow

SEND_DELAY_LETTER = "ordering.send_delay_letter"
"""The job that tells the shopper."""
_AHEAD = "SELECT ahead::text FROM ordering_order WHERE id = %s FOR NO KEY UPDATE"


@dataclass(frozen=True, slots=True)
class Moved:
    """The new days of what an order waits for of one article; without days nobody knows."""

    order_id: UUID
    variant_id: UUID
    first_on: date | None
    last_on: date | None
    release_on: date | None
    is_later: bool


@unit_of_work()
def move_waiting(moved: Moved) -> None:
    """Note the new days with the order, and have the shopper told of a delay; twice is once."""
    found = rows(_AHEAD, [moved.order_id])
    before = ahead_in(found[0][0]) if found else ()
    after = tuple(
        replace(
            each,
            first_on=moved.first_on,
            last_on=moved.last_on,
            release_on=moved.release_on,
        )
        if each.variant_id == moved.variant_id
        else each
        for each in before
    )
    if after == before:
        return
    text = msgspec.json.encode(after).decode()
    with unit_of_work() as work:
        execute("UPDATE ordering_order SET ahead = %s::jsonb WHERE id = %s", [text, moved.order_id])
        if moved.is_later:
            args = {"order_id": str(moved.order_id), "variant_id": str(moved.variant_id)}
            work.jobs.append(JobRow("default", SEND_DELAY_LETTER, args))
