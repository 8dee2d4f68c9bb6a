"""Why a customer belongs, or does not, to each segment there is."""

from dataclasses import dataclass
from uuid import UUID

from serai.customers.models import Customer
from serai.customers.queries.customer_view import CustomerNotFound
from serai.customers.queries.segments.fields import segment_columns, segment_fields
from serai.customers.queries.segments.members import MembershipView, membership
from serai.customers.queries.segments.segment_view import SegmentView, segments
from serai.kernel.conditions import BadConditions, Moment, Words, read_tree
from serai.plumbing.conditions import context_of


@dataclass(frozen=True, slots=True)
class SegmentOfCustomer:
    """A segment and whether the customer belongs; `None` when its conditions need mending."""

    segment: SegmentView
    membership: MembershipView | None


def segments_of_customer(customer_id: UUID, *, at: Moment, words: Words) -> list[SegmentOfCustomer]:
    """
    Return every segment by code, each asked for its own purpose, and why; two statements and the registry.

    Raises:
        CustomerNotFound: no customer has this id.
    """
    fields = segment_fields()
    context = context_of(Customer.objects.filter(pk=customer_id), fields, segment_columns(at))
    if context is None:
        raise CustomerNotFound(customer_id)
    found = []
    for segment in segments():
        try:
            tree = read_tree(segment.conditions, fields)
        except BadConditions:
            found.append(SegmentOfCustomer(segment, None))
            continue
        belongs = membership(tree, context, fields, purpose=segment.purpose, at=at, words=words)
        found.append(SegmentOfCustomer(segment, belongs))
    return found
