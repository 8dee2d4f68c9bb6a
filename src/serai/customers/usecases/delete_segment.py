"""Delete a segment."""

from uuid import UUID

from serai.customers.models import Segment
from serai.customers.queries.segments.segment_view import SegmentNotFound
from serai.plumbing.db import unit_of_work


@unit_of_work()
def delete_segment(segment_id: UUID) -> None:
    """
    Forget a segment; nobody's data are touched, since it keeps nobody.

    Raises:
        SegmentNotFound: none has this id.
    """
    deleted, _ = Segment.objects.filter(pk=segment_id).delete()
    if not deleted:
        raise SegmentNotFound(segment_id)
