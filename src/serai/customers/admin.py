"""Customers in the back office: to read. Passwords and their hashes are never shown."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from serai.customers.models import Address, Consent, Customer
from serai.plumbing.back_office import ReadOnlyAdmin, ReadOnlyRows, as_json, chip


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

    @admin.display(description="demographics")
    def traits(self, customer: Customer) -> SafeString | str:
        """Return what an import knew about the household."""
        return as_json(customer.demographics) if customer.demographics else "—"
