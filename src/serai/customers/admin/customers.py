"""Customers in the back office: to read. Passwords and their hashes are never shown."""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import get_current_timezone
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from serai.customers.admin.prediction import shown_prediction
from serai.customers.admin.privacy import PrivacyButtons
from serai.customers.domain.purposes import PURPOSES
from serai.customers.models import Address, Consent, Customer, CustomerGroup, Passkey, Segment
from serai.customers.queries.customer_groups import customer_groups
from serai.customers.queries.predicting.prediction_view import prediction_of
from serai.customers.queries.segments.fields import segment_fields
from serai.customers.queries.segments.members import MembershipView, count_members
from serai.customers.queries.segments.memberships import segments_of_customer
from serai.customers.usecases.delete_segment import delete_segment
from serai.customers.usecases.set_buying_terms import set_buying_terms
from serai.customers.usecases.write_customer_group import write_customer_group
from serai.customers.usecases.write_segment import WriteSegment, write_segment
from serai.kernel.clock import now
from serai.kernel.conditions import Fields, Group, Moment
from serai.kernel.errors import DomainError
from serai.plumbing.back_office import (
    Matches,
    ReadOnlyAdmin,
    ReadOnlyRows,
    RuleBookAdmin,
    RuleBookForm,
    act,
    as_lines,
    back_to,
    chip,
    question,
)
from serai.plumbing.back_office.rule_book import readers_words
from serai.plumbing.back_office.worded import why_not, worded


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


class PasskeysOfCustomer(ReadOnlyRows):
    """The passkeys that let them in; their keys are never shown."""

    model = Passkey
    fields = ("name", "is_synced", "created_at", "last_used_at")
    ordering = ("-id",)


class ConsentsOfCustomer(ReadOnlyRows):
    """Every answer ever given, the newest first."""

    model = Consent
    fields = ("purpose", "granted", "text_version", "source", "recorded_at")
    ordering = ("-recorded_at", "-id")


class TermsForm(BaseDialogForm):
    """On whose terms a customer buys."""

    group = forms.ChoiceField(required=False, widget=UnfoldAdminSelectWidget)
    company_id = forms.UUIDField(
        required=False,
        label="Company",
        widget=UnfoldAdminTextInputWidget,
        help_text="The id of the company for which they buy; empty: for themselves.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the groups that there are."""
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = [
            ("", worded("none")),
            *((group.code, group.name) for group in customer_groups()),
        ]


_TERMS = question(
    "On whose terms do they buy?",
    "Both answers replace what is said now; carts follow within five seconds.",
    submit="Keep",
    form=TermsForm,
)


class GroupForm(BaseDialogForm):
    """A group of customers."""

    code = forms.SlugField(max_length=64, widget=UnfoldAdminTextInputWidget)
    name = forms.CharField(max_length=200, widget=UnfoldAdminTextInputWidget)


@admin.register(CustomerGroup)
class CustomerGroupAdmin(ReadOnlyAdmin):
    """Groups that staff put customers into; price lists and promotions can be for one."""

    list_display: ClassVar[Any] = ("code", "name", "created_at")
    search_exactly = ("code",)
    search_help_text = "A code"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = list_display
    readonly_fields: ClassVar[Any] = fields
    actions_list: ClassVar[Any] = ("write_group",)
    permission_to_act = "customers.change_customergroup"

    @action(
        description="Write a group",
        permissions=["act"],
        icon="add",
        dialog=question(
            "A group of customers",
            "A code that is there gets another name.",
            submit="Keep",
            form=GroupForm,
        ),
    )
    def write_group(self, request: HttpRequest, form: BaseDialogForm) -> HttpResponse:
        """Let there be a group with this code and name."""
        given = form.cleaned_data
        try:
            write_customer_group(given["code"], given["name"], now=now())
        except DomainError as refusal:
            messages.error(request, why_not(refusal))
        else:
            messages.success(request, worded("There is a group {name}.", name=given["name"]))
        address = reverse("admin:customers_customergroup_changelist")
        if "HX-Request" in request.headers:
            return HttpResponse(headers={"HX-Redirect": address})
        return HttpResponseRedirect(address)


@admin.register(Customer)
class CustomerAdmin(PrivacyButtons):
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
        "expected",
        "belongs_to",
        "group",
        "company_id",
        "source",
        "created_at",
        "last_login_at",
    )
    readonly_fields: ClassVar[Any] = fields
    actions_detail: ClassVar[Any] = ("set_terms", "export_data", "forget")
    permission_to_act = "customers.change_customer"
    inlines: ClassVar[Any] = (AddressesOfCustomer, PasskeysOfCustomer, ConsentsOfCustomer)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Return whom the term finds, in whatever case it is typed."""
        return super().get_search_results(request, queryset, search_term.lower())

    @action(
        description="Terms", permissions=["act"], icon="handshake", url_path="terms", dialog=_TERMS
    )
    def set_terms(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Say on whose terms the customer buys."""
        row, given = self.get_object(request, object_id), form.cleaned_data
        act(
            self,
            request,
            row,
            lambda: set_buying_terms(
                row.pk, group=given["group"] or None, company_id=given["company_id"]
            ),
            "Buys on these terms from now on.",
        )
        return back_to(request, Customer, object_id)

    @admin.display(description="kind")
    def standing(self, customer: Customer) -> SafeString:
        """Return whether they can log in."""
        return chip(customer.kind, "good" if customer.kind == Customer.Kind.ACCOUNT else "plain")

    @admin.display(description="expected")
    def expected(self, customer: Customer) -> SafeString | str:
        """Return what models expect, with bands and reasons; a dash when nothing is predicted."""
        found = prediction_of(customer.pk)
        return shown_prediction(found) if found else "—"

    @admin.display(description="segments")
    def belongs_to(self, customer: Customer) -> SafeString | str:
        """Return every segment with whether the customer belongs, and why."""
        at = Moment(now(), get_current_timezone())
        found = segments_of_customer(customer.pk, at=at, words=readers_words())
        lines = {each.segment.code: _belongs(each.membership) for each in found}
        return as_lines(lines) if lines else "—"

    @admin.display(description="demographics")
    def traits(self, customer: Customer) -> SafeString | str:
        """Return what an import knew about the household."""
        return as_lines(customer.demographics) if customer.demographics else "—"


def _belongs(found: MembershipView | None) -> str:
    if found is None:
        return worded("its conditions need mending")
    if found.matches and not found.allowed:
        return worded("no: the use is not allowed. {because}", because=found.because)
    said = worded("yes") if found.belongs else worded("no")
    return f"{said}. {found.because}"


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
