"""What promotions change when an agreed order changes: the rows that take a discount back, or give one."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from msgspec import Struct

from serai.kernel.share_of_line import SumsOfLine
from serai.ordering.domain.changes.reductions import discounted, promoted_row
from serai.ordering.domain.changes.standing_lines import DELIVERY, ChangeRow, StandingLine
from serai.ordering.domain.promoted import Applied


class PromotionsAfter(StrEnum):
    """What becomes of an order's promotions when it changes."""

    KEEP = "keep"
    """What was agreed keeps the discount it was bought with; what comes earns its own."""
    WORK_OUT_AGAIN = "work_out_again"
    """The order earns what it would have earned, had it been bought as it is now."""


class WorkedOut(Struct, frozen=True, omit_defaults=True):
    """The promotions of an order as a document has worked them out, and which of them came or went by it."""

    applied: tuple[Applied, ...] = ()
    lost: tuple[str, ...] = ()
    """Names of those whose conditions the order no longer meets."""
    earned: tuple[str, ...] = ()
    """Names of those that it meets now."""
    counted: tuple[Applied, ...] = ()
    """Those that are lost while part of what they gave stays with the shopper: their uses stay counted."""


def promotion_rows(
    after: Mapping[int, StandingLine], off: Mapping[int, int], *, most_minor: int, inclusive: bool
) -> list[ChangeRow]:
    """
    Return the rows by which lines cost what promotions leave of them.

    Discounts that are lost never come to more than `most_minor` and what other lines gain: who lets units go is
    never asked for money. What is too much is not taken back, from the last line on.

    Args:
        after: the lines once everything else of the document is done, by position; delivery last.
        off: what promotions take off each, in minor units, by position; lines that are not there stay.
        most_minor: by how much the document may become dearer through this.
        inclusive: whether prices contain their tax.
    """
    wanted = {
        position: min(minor, after[position].sums.items_minor) for position, minor in off.items()
    }
    changed = {
        position: discounted(after[position], minor, inclusive=inclusive)
        for position, minor in sorted(wanted.items(), key=lambda each: _turn(each[0]))
    }
    left = most_minor - sum(min(0, sums.total_minor) for sums in changed.values())
    rows = []
    for position, sums in changed.items():
        line = after[position]
        taken = sums if sums.total_minor <= left else _within(line, sums, left, inclusive=inclusive)
        left -= max(0, taken.total_minor)
        if taken != _NO_CHANGE:
            rows.append(promoted_row(line, taken))
    return rows


_NO_CHANGE = SumsOfLine(0, 0, 0, 0)


def all_taken(
    after: Mapping[int, StandingLine], off: Mapping[int, int], rows: Iterable[ChangeRow]
) -> bool:
    """Return whether nothing of what promotions do not give any more is left to the shopper by `promotion_rows`."""
    changed = {row.position or DELIVERY: row.sums.discount_minor for row in rows}
    return all(
        after[position].sums.discount_minor + changed.get(position, 0) <= minor
        for position, minor in off.items()
    )


def _turn(position: int) -> tuple[bool, int]:
    """Return the place of a line among those that lose a discount: delivery is the last."""
    return position == DELIVERY, position


def _within(line: StandingLine, sums: SumsOfLine, most: int, *, inclusive: bool) -> SumsOfLine:
    """Return the largest part of a lost discount by which a line becomes no dearer than `most`."""
    before = line.sums.discount_minor
    enough, too_much = 0, -sums.discount_minor
    while too_much - enough > 1:
        middle = (enough + too_much) // 2
        if discounted(line, before - middle, inclusive=inclusive).total_minor <= most:
            enough = middle
        else:
            too_much = middle
    return discounted(line, before - enough, inclusive=inclusive)
