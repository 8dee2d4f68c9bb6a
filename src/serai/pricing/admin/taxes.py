"""Taxes in the back office."""

from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import (
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from serai.kernel.rounding import Rounding
from serai.plumbing.back_office import (
    ReadOnlyAdmin,
    act,
    as_lines,
    back_to,
    question,
)
from serai.pricing.domain.tax import RoundedAt
from serai.pricing.models import TaxPolicyRow
from serai.pricing.usecases.set_tax_policy import set_tax_policy


class TaxForm(BaseDialogForm):
    """How a channel charges tax."""

    name = forms.CharField(max_length=64, widget=UnfoldAdminTextInputWidget)
    rates = forms.CharField(
        required=False,
        widget=UnfoldAdminTextareaWidget,
        help_text="A tax class and its rate on each line, such as: standard 0.19",
    )
    rounded_at = forms.ChoiceField(
        choices=[(where.value, f"each {where.value}") for where in RoundedAt],
        widget=UnfoldAdminSelectWidget,
    )
    reason = forms.CharField(
        required=False,
        max_length=300,
        widget=UnfoldAdminTextInputWidget,
        help_text="Told to shoppers where no tax is charged.",
    )

    def clean_rates(self) -> dict[str, Decimal]:
        """Return the rates by tax class."""
        rates: dict[str, Decimal] = {}
        for line in self.cleaned_data["rates"].splitlines():
            tax_class, _, rate = line.strip().partition(" ")
            if not tax_class:
                continue
            try:
                rates[tax_class] = Decimal(rate.strip())
            except InvalidOperation:
                raise forms.ValidationError(f"{line!r} is no tax class with its rate.") from None
        return rates


_CHANGE_TAX = question(
    "Change the tax?",
    "All that is said here replaces what is charged now. Carts priced from now on follow it.",
    submit="Change it",
    form=TaxForm,
)


@admin.register(TaxPolicyRow)
class TaxPolicyAdmin(ReadOnlyAdmin):
    """How channels charge tax; the first policy of a channel is set through the API."""

    list_display: ClassVar[Any] = ("channel_id", "name", "rates_text", "rounded_at", "rounding")
    search_exactly = ("channel__code",)
    search_help_text = "A channel's code"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (*list_display, "reason")
    readonly_fields: ClassVar[Any] = fields
    actions_detail: ClassVar[Any] = ("change_tax",)
    permission_to_act = "pricing.change_taxpolicyrow"

    @action(
        description="Change", permissions=["act"], icon="edit", url_path="tax", dialog=_CHANGE_TAX
    )
    def change_tax(
        self, request: HttpRequest, form: BaseDialogForm, object_id: str
    ) -> HttpResponse:
        """Let the channel charge tax otherwise."""
        policy = self.get_object(request, object_id)
        said = form.cleaned_data

        def change() -> None:
            set_tax_policy(
                policy.channel_id,
                name=said["name"],
                rates=said["rates"],
                rounded_at=RoundedAt(said["rounded_at"]),
                rounding=Rounding[policy.rounding],
                reason=said["reason"],
            )

        act(self, request, policy, change, f"Charges {said['name']} from now on.")
        return back_to(request, TaxPolicyRow, object_id)

    @admin.display(description="rates")
    def rates_text(self, policy: TaxPolicyRow) -> SafeString | str:
        """Return the rate of each tax class."""
        return as_lines(policy.rates) if policy.rates else "none"
