"""Who belongs to a segment, for a purpose that they allow."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.lookups import Exact

from serai.customers.domain.purposes import purpose_of
from serai.customers.models import Consent, Customer
from serai.customers.queries.customer_view import CustomerNotFound
from serai.customers.queries.segments.fields import PROFILES, segment_columns, segment_fields
from serai.customers.queries.segments.segment_view import segment
from serai.kernel.conditions import (
    Context,
    Fields,
    Group,
    Moment,
    Rule,
    Words,
    read_tree,
    why,
    why_in_words,
)
from serai.kernel.pages import Page, decode_cursor, encode_cursor
from serai.plumbing.conditions import as_query, context_of

LARGEST_PAGE = 1000


@dataclass(frozen=True, slots=True)
class SegmentCount:
    """How many customers match, and how many of them allow the use."""

    matches: int
    usable: int


@dataclass(frozen=True, slots=True)
class MembershipView:
    """
    Whether a customer belongs, and why, in one sentence.

    `matches` is the conditions' answer, `allowed` the customer's; `belongs` is both.
    """

    matches: bool
    allowed: bool
    because: str

    @property
    def belongs(self) -> bool:
        """Return whether the customer may be treated as a member."""
        return self.matches and self.allowed


def purposes_needed(tree: Group, purpose: str) -> tuple[str, ...]:
    """
    Return what a customer must allow before the tree may be used on them for `purpose`.

    Conditions over a profile (the demographics of a household, predictions, purchases) take `profiling` as well.

    Raises:
        PurposeNotFound: no such purpose is registered.
    """
    asked = dict.fromkeys((purpose, "profiling") if _profiles(tree) else (purpose,))
    return tuple(name for name in asked if purpose_of(name).needs_consent)


def count_members(tree: Group, fields: Fields, *, purpose: str, at: Moment) -> SegmentCount:
    """
    Return how many customers match, and how many of them may be used for `purpose`; one statement.

    Raises:
        PurposeNotFound: no such purpose is registered.
    """
    allowed = _allowing(purposes_needed(tree, purpose))
    found = _matching(tree, fields, at).aggregate(
        matches=Count("pk"), usable=Count("pk", filter=allowed)
    )
    return SegmentCount(**found)


def members_of_segment(
    segment_id: UUID, *, purpose: str, at: Moment, cursor: str | None = None, limit: int = 100
) -> Page[UUID]:
    """
    Return the customers who match and allow `purpose`, oldest first; two statements a page.

    Raises:
        SegmentNotFound: none has this id.
        PurposeNotFound: no such purpose is registered.
        BadConditions: what the segment asks about is no longer known.
        BadCursor: the cursor is of another list.
    """
    fields = segment_fields()
    tree = read_tree(segment(segment_id).conditions, fields)
    rows = _matching(tree, fields, at).filter(_allowing(purposes_needed(tree, purpose)))
    if cursor:
        [last] = decode_cursor(cursor, UUID)
        rows = rows.filter(pk__gt=last)
    limit = max(1, min(limit, LARGEST_PAGE))
    found = list(rows.order_by("pk").values_list("pk", flat=True)[: limit + 1])
    if len(found) <= limit:
        return Page(found)
    return Page(found[:limit], encode_cursor(found[limit - 1]))


def why_in_segment(
    segment_id: UUID, customer_id: UUID, *, purpose: str, at: Moment, words: Words
) -> MembershipView:
    """
    Return whether a customer belongs to a segment, and because of which rule.

    Raises:
        SegmentNotFound: no segment has this id.
        CustomerNotFound: no customer has this id.
        PurposeNotFound: no such purpose is registered.
        BadConditions: what the segment asks about is no longer known.
    """
    fields = segment_fields()
    tree = read_tree(segment(segment_id).conditions, fields)
    row = Customer.objects.filter(pk=customer_id)
    context = context_of(row, fields, segment_columns(at))
    if context is None:
        raise CustomerNotFound(customer_id)
    return membership(tree, context, fields, purpose=purpose, at=at, words=words)


def membership(
    tree: Group, context: Context, fields: Fields, *, purpose: str, at: Moment, words: Words
) -> MembershipView:
    """
    Return whether a customer belongs, by what is known of them, and because of which rule.

    Raises:
        PurposeNotFound: no such purpose is registered.
    """
    found = why(tree, context, fields, at)
    allowed = set(purposes_needed(tree, purpose)) <= set(context["consents"])
    return MembershipView(found.matched, allowed, why_in_words(found, fields, words))


def _matching(tree: Group, fields: Fields, at: Moment) -> "QuerySet[Customer]":
    return as_query(tree, fields, segment_columns(at), at).of(Customer.objects.all())


def _allowing(purposes: tuple[str, ...]) -> Q:
    """Return the condition of customers whose newest answer to every purpose is yes."""
    allowing = ~Q(pk__in=[])
    for purpose in purposes:
        answers = Consent.objects.filter(customer_id=OuterRef("pk"), purpose=purpose)
        newest = answers.order_by("-recorded_at", "-id").values("granted")[:1]
        allowing &= Q(Exact(Subquery(newest), Value(value=True)))
    return allowing


def _profiles(tree: Group | Rule) -> bool:
    if isinstance(tree, Rule):
        return tree.field.startswith(PROFILES)
    return any(_profiles(part) for part in tree.rules)
