"""Write a segment: a new one, or another version of an old one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError

from serai.customers.domain.plain_text import plain_text
from serai.customers.domain.purposes import purpose_of
from serai.customers.domain.segment_code import checked_segment_code
from serai.customers.models import Segment
from serai.customers.queries.segments.fields import segment_fields
from serai.customers.queries.segments.segment_view import SegmentNotFound, SegmentView
from serai.kernel.conditions import as_json, read_tree, tree_hash
from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import uuid7
from serai.plumbing.db import unit_of_work


class SegmentExists(DomainError):
    """Another segment has this code."""

    code = "customers.segment_exists"
    kind = Kind.CONFLICT

    def __init__(self, segment_code: str) -> None:
        self.segment_code = segment_code
        super().__init__(f"There is a segment {segment_code!r} already.")


class SegmentChanged(DomainError):
    """Someone else wrote it since the caller read it."""

    code = "customers.segment_changed"
    kind = Kind.CONFLICT

    def __init__(self, *, yours: int, current: int) -> None:
        self.yours, self.current = yours, current
        super().__init__(
            f"You changed version {yours}; it is version {current} now. Look again, then repeat."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteSegment:
    """
    A segment as it shall be.

    `segment_id` and `version` name what is replaced; without them it is new. `conditions` is a tree as rule builders
    exchange it; `purpose` says what its members will be looked up for.
    """

    code: str
    name: str
    conditions: Any
    purpose: str = "profiling"
    segment_id: UUID | None = None
    version: int | None = None


@unit_of_work()
def write_segment(command: WriteSegment, *, now: datetime) -> SegmentView:
    """
    Keep a segment. Written as it is already, nothing changes.

    Raises:
        BadConditions: the tree cannot be understood; every fault has its place.
        SegmentCodeRefused: the code is none.
        TextRefused: the name is missing, too long or unreadable.
        PurposeNotFound: no such purpose is registered.
        SegmentExists: another segment has the code.
        SegmentNotFound: there is none to replace.
        SegmentChanged: someone else wrote it meanwhile.
    """
    tree = read_tree(command.conditions, segment_fields())
    values = {
        "code": checked_segment_code(command.code),
        "name": plain_text(command.name, field="name", longest=200, required=True),
        "purpose": purpose_of(command.purpose).code,
        "conditions": as_json(tree),
        "digest": tree_hash(tree),
    }
    row = _row(command, now)
    if all(getattr(row, name) == value for name, value in values.items()):
        return SegmentView.of(row)
    for name, value in values.items():
        setattr(row, name, value)
    row.version, row.updated_at = row.version + 1, now
    try:
        row.save()
    except IntegrityError:
        raise SegmentExists(command.code) from None
    return SegmentView.of(row)


def _row(command: WriteSegment, now: datetime) -> Segment:
    """Return the row to be written: an empty one, or the one that the command names, locked."""
    if command.segment_id is None:
        return Segment(id=uuid7(), version=0, created_at=now)
    found = Segment.objects.select_for_update().filter(pk=command.segment_id).first()
    if found is None:
        raise SegmentNotFound(command.segment_id)
    if command.version is not None and found.version != command.version:
        raise SegmentChanged(yours=command.version, current=found.version)
    return found
