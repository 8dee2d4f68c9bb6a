"""Customers in the back office: to read. Passwords and their hashes are never shown."""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.timezone import get_current_timezone
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from serai.customers.domain.purposes import PURPOSES
from serai.customers.models import Address, Consent, Customer, Segment
from serai.customers.queries.segments.fields import segment_fields
from serai.customers.queries.segments.members import MembershipView, count_members
from serai.customers.queries.segments.memberships import segments_of_customer
from serai.customers.usecases.delete_segment import delete_segment
from serai.customers.usecases.write_segment import WriteSegment, write_segment
from serai.kernel.clock import now
from serai.kernel.conditions import Fields, Group, Moment, Words
from serai.plumbing.back_office import (
    Matches,
    ReadOnlyAdmin,
    ReadOnlyRows,
    RuleBookAdmin,
    RuleBookForm,
    as_json,
    as_lines,
    chip,
)


class AddressesOfCustomer(ReadOnlyRows):
    """The address book."""

    model = Address
    fields = (
        "name",
        "line1",
        "line2",
        "city",
        "region",
        "postcode",
        "country",
        "phone",
        "is_default",
    )
    ordering = ("-is_default", "-id")


class ConsentsOfCustomer(ReadOnlyRows):
    """Every answer ever given, the newest first."""

    model = Consent
    fields = ("purpose", "granted", "text_version", "source", "recorded_at")
    ordering = ("-recorded_at", "-id")


@admin.register(Customer)
class CustomerAdmin(ReadOnlyAdmin):
    """Customers, newest first; found by the beginning of the e-mail address or by the id."""

    list_display: ClassVar[Any] = (
        "email",
        "name",
        "standing",
        "credential",
        "source",
        "created_at",
    )
    search_prefix = ("email",)
    search_exactly = ("id",)
    search_help_text = "The beginning of an e-mail address, or an id"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (
        "id",
        "standing",
        "email",
        "email_verified_at",
        "name",
        "locale",
        "credential",
        "traits",
        "belongs_to",
        "source",
        "created_at",
        "last_login_at",
    )
    readonly_fields: ClassVar[Any] = fields
    inlines: ClassVar[Any] = (AddressesOfCustomer, ConsentsOfCustomer)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Return whom the term finds, in whatever case it is typed."""
        return super().get_search_results(request, queryset, search_term.lower())

    @admin.display(description="kind")
    def standing(self, customer: Customer) -> SafeString:
        """Return whether they can log in."""
        return chip(customer.kind, "good" if customer.kind == Customer.Kind.ACCOUNT else "plain")

    @admin.display(description="segments")
    def belongs_to(self, customer: Customer) -> SafeString | str:
        """Return every segment with whether the customer belongs, and why."""
        at = Moment(now(), get_current_timezone())
        found = segments_of_customer(customer.pk, at=at, words=Words())
        lines = {each.segment.code: _belongs(each.membership) for each in found}
        return as_lines(lines) if lines else "—"

    @admin.display(description="demographics")
    def traits(self, customer: Customer) -> SafeString | str:
        """Return what an import knew about the household."""
        return as_json(customer.demographics) if customer.demographics else "—"


def _belongs(found: MembershipView | None) -> str:
    if found is None:
        return "its conditions need mending"
    if found.matches and not found.allowed:
        return f"no: the use is not allowed. {found.because}"
    return f"{'yes' if found.belongs else 'no'}. {found.because}"


class SegmentForm(RuleBookForm):
    """A segment as it is written."""

    code = forms.CharField(
        max_length=64,
        widget=UnfoldAdminTextInputWidget,
        help_text="How programs name it: small letters, such as new-in-spring.",
    )
    purpose = forms.ChoiceField(
        choices=[(each.code, each.meaning) for each in PURPOSES.values()],
        initial="profiling",
        widget=UnfoldAdminSelectWidget,
        help_text="What its members are looked up for; only those who allow it are members.",
    )
    field_order = ("name", "code", "purpose", "version", "conditions")


@admin.register(Segment)
class SegmentAdmin(RuleBookAdmin):
    """Customers who have something in common, by rule."""

    rule_form = SegmentForm
    form_fields = ("code", "purpose")
    list_display: ClassVar[Any] = ("code", "name", "purpose", "says", "updated_at")
    search_exactly = ("id",)
    search_prefix = ("code",)
    search_help_text = "How the code begins, or an id"
    ordering: ClassVar[Any] = ("code",)
    fields: ClassVar[Any] = ("id", "code", "name", "purpose", "says", "rules", "digest", "version")
    readonly_fields: ClassVar[Any] = fields
    permission_to_act = "customers.change_segment"

    def rule_fields(self) -> Fields:
        """Return what segments may ask of customers."""
        return segment_fields()

    def count_matches(
        self, tree: Group, fields: Fields, at: Moment, given: Mapping[str, Any]
    ) -> Matches:
        """Return how many customers match, and how many of them allow the purpose."""
        found = count_members(tree, fields, purpose=given.get("purpose", ""), at=at)
        return Matches(found.matches, found.usable)

    def keep(self, row_id: UUID | None, given: dict[str, Any], conditions: Any) -> UUID:
        """Write the segment."""
        command = WriteSegment(segment_id=row_id, conditions=conditions, **given)
        return write_segment(command, now=now()).id

    def forget(self, row_id: UUID) -> None:
        """Delete the segment."""
        delete_segment(row_id)
