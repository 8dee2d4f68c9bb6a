"""Taxes in the back office: what channels charge, the table of rates, certificates and tax ids."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_noop
from unfold.decorators import action
from unfold.forms import BaseDialogForm

from serai.kernel.clock import now
from serai.kernel.errors import DomainError
from serai.plumbing.back_office import (
    ReadOnlyAdmin,
    act,
    act_on_each,
    as_lines,
    back_to,
    chip,
    link,
    question,
)
from serai.plumbing.back_office.worded import why_not, worded
from serai.pricing.admin.tax_forms import RatesForm, TaxForm
from serai.pricing.domain.tax.channel_tax import Sourcing
from serai.pricing.models import TaxExemption, TaxIdCheck, TaxPolicyRow, TaxRateRow
from serai.pricing.queries.tax_rules import channel_tax_of_row
from serai.pricing.usecases.exempt_customer import end_tax_exemption
from serai.pricing.usecases.import_tax_rates import import_tax_rates
from serai.pricing.usecases.set_tax_policy import set_channel_tax
from serai.pricing.usecases.set_tax_rates import remove_tax_rate

_CHANGE_TAX = question(
    "Change the tax?",
    "All that is said here replaces what is charged now. Carts priced from now on follow it.",
    submit="Change it",
    form=TaxForm,
)


_SOURCINGS = {
    Sourcing.FLAT: gettext_noop("the channel's own, everywhere"),
    Sourcing.ORIGIN: gettext_noop("the seller's place"),
    Sourcing.DESTINATION: gettext_noop("the buyer's place"),
    Sourcing.US: gettext_noop("the buyer's place, as American states have it"),
    Sourcing.EU: gettext_noop("as the European Union has it"),
}


@admin.register(TaxPolicyRow)
class TaxPolicyAdmin(ReadOnlyAdmin):
    """How channels charge tax; the first policy of a channel is set through the API."""

    list_display: ClassVar[Any] = (
        "its_channel",
        "name",
        "sourced",
        "rates_text",
        "rounded_at",
        "rounds",
    )
    search_exactly = ("channel__code",)
    search_help_text = "A channel's code"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (
        *list_display,
        "origin",
        "collects_in",
        "one_stop_shop",
        "delivery_like_goods",
        "provider",
        "reason",
    )
    readonly_fields: ClassVar[Any] = fields
    actions_detail: ClassVar[Any] = ("change_tax",)
    permission_to_act = "pricing.change_taxpolicyrow"

    @action(
        description="Change", permissions=["act"], icon="edit", url_path="tax", dialog=_CHANGE_TAX
    )
    def change_tax(self, request: HttpRequest, form: TaxForm, object_id: str) -> HttpResponse:
        """Let the channel charge tax otherwise."""
        policy = self.get_object(request, object_id)
        said = form.as_channel_tax(channel_tax_of_row(policy))
        act(
            self,
            request,
            policy,
            lambda: set_channel_tax(policy.channel_id, said),
            worded("Charges {name} from now on.", name=said.name),
        )
        return back_to(request, TaxPolicyRow, object_id)

    @admin.display(description="channel")
    def its_channel(self, policy: TaxPolicyRow) -> str:
        """Return the channel's code."""
        return str(policy.channel_id)

    @admin.display(description="whose rates count")
    def sourced(self, policy: TaxPolicyRow) -> str:
        """Return how the place of taxation is found."""
        return worded(_SOURCINGS[Sourcing(policy.sourcing)])

    @admin.display(description="rounding")
    def rounds(self, policy: TaxPolicyRow) -> str:
        """Return what happens to halves of a cent."""
        return str(policy.rounding).replace("_", " ").lower()

    @admin.display(description="one-stop shop", boolean=True)
    def one_stop_shop(self, policy: TaxPolicyRow) -> bool:
        """Return whether tax of other member states is told in the seller's own."""
        return bool(policy.oss)

    @admin.display(description="rates")
    def rates_text(self, policy: TaxPolicyRow) -> SafeString | str:
        """Return the rate of each tax class."""
        if policy.sourcing != "flat":
            return worded("of the table")
        return as_lines(policy.rates) if policy.rates else "none"

    @admin.display(description="goods come from")
    def origin(self, policy: TaxPolicyRow) -> str:
        """Return the seller's place."""
        parts = (policy.origin_country, policy.origin_region, policy.origin_postcode)
        return ", ".join(filter(None, parts)) or "—"

    @admin.display(description="collects in")
    def collects_in(self, policy: TaxPolicyRow) -> str:
        """Return where the seller is registered."""
        return ", ".join(policy.registrations) or "—"


@admin.register(TaxRateRow)
class TaxRateAdmin(ReadOnlyAdmin):
    """What is charged where; orders keep what they were charged."""

    list_display: ClassVar[Any] = (
        "where",
        "name",
        "component",
        "tax_class",
        "percent",
        "standing",
        "valid_from",
        "valid_until",
        "source",
    )
    search_exactly = ("country",)
    search_help_text = "A country's two letters"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = list_display
    readonly_fields: ClassVar[Any] = fields
    actions: ClassVar[Any] = ("remove_selected",)
    actions_list: ClassVar[Any] = ("set_rates",)
    permission_to_act = "pricing.change_taxraterow"

    @action(
        description="Set rates",
        permissions=["act"],
        icon="add",
        dialog=question(
            "Set rates",
            "All of them are written, or none. A rate for the same place, class and first day is replaced.",
            submit="Set them",
            form=RatesForm,
        ),
    )
    def set_rates(self, request: HttpRequest, form: BaseDialogForm) -> HttpResponse:
        """Write rates into the table."""
        source = f"back office {request.user.get_username()}"
        try:
            written = import_tax_rates(form.cleaned_data["text"], source=source)
        except DomainError as refusal:
            messages.error(request, why_not(refusal))
        else:
            messages.success(
                request, worded("{written} rates are new or changed.", written=written)
            )
        address = reverse("admin:pricing_taxraterow_changelist")
        if "HX-Request" in request.headers:
            return HttpResponse(headers={"HX-Redirect": address})
        return HttpResponseRedirect(address)

    @action(description="Remove the selected rates", permissions=["act"])
    def remove_selected(self, request: HttpRequest, queryset: QuerySet[TaxRateRow]) -> None:
        """Take rates out of the table."""
        act_on_each(self, request, queryset, lambda rate: remove_tax_rate(rate.pk), "removed")

    @admin.display(description="where")
    def where(self, rate: TaxRateRow) -> str:
        """Return country, region and postcodes."""
        return " ".join(filter(None, (rate.country, rate.region, rate.postcodes)))

    @admin.display(description="rate")
    def percent(self, rate: TaxRateRow) -> str:
        """Return the rate in percent."""
        return f"{(rate.rate * 100).normalize():f} %"

    @admin.display(description="state")
    def standing(self, rate: TaxRateRow) -> SafeString:
        """Return whether the rate counts today."""
        today = now().date()
        if rate.valid_from > today:
            return chip("to come", "waiting")
        if rate.valid_until is not None and rate.valid_until <= today:
            return chip("over", "plain")
        return chip("counts", "good")


@admin.register(TaxExemption)
class TaxExemptionAdmin(ReadOnlyAdmin):
    """Where customers need not pay tax; certificates are added through the API."""

    list_display: ClassVar[Any] = (
        "certificate",
        "its_customer",
        "where",
        "valid_from",
        "valid_until",
    )
    search_exactly = ("customer_id",)
    search_help_text = "A customer's id"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = list_display
    readonly_fields: ClassVar[Any] = fields
    actions: ClassVar[Any] = ("end_selected",)
    permission_to_act = "pricing.change_taxexemption"

    @action(description="End the selected exemptions", permissions=["act"])
    def end_selected(self, request: HttpRequest, queryset: QuerySet[TaxExemption]) -> None:
        """Let customers pay tax again."""
        act_on_each(
            self,
            request,
            queryset,
            lambda kept: end_tax_exemption(kept.customer_id, kept.pk),
            "ended",
        )

    @admin.display(description="customer")
    def its_customer(self, kept: TaxExemption) -> SafeString:
        """Return the customer's page."""
        return link("customers.customer", kept.customer_id, worded("the customer"))

    @admin.display(description="where")
    def where(self, kept: TaxExemption) -> str:
        """Return the jurisdictions."""
        return ", ".join(kept.jurisdictions)


@admin.register(TaxIdCheck)
class TaxIdCheckAdmin(ReadOnlyAdmin):
    """What registers said about tax ids: the proof of good faith for sales without tax."""

    list_display: ClassVar[Any] = (
        "number",
        "country",
        "told",
        "register",
        "reference",
        "name",
        "checked_at",
    )
    search_exactly = ("number",)
    search_help_text = "A tax id in its compact form, such as DE136695976"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = list_display
    readonly_fields: ClassVar[Any] = fields

    @admin.display(description="outcome")
    def told(self, check: TaxIdCheck) -> SafeString:
        """Return what the register said."""
        tones = {"valid": "good", "invalid": "bad"}
        return chip(check.outcome, tones.get(check.outcome, "waiting"))
