"""The laws of places, in the back office."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import (
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanSwitchWidget,
)

from serai.kernel.clock import now
from serai.kernel.errors import DomainError
from serai.ordering.domain.regulated.sale_rule import (
    MOST_DAYS,
    MOST_UNITS,
    OLDEST_AGE,
    SaleRule,
)
from serai.ordering.models import SaleRuleRow
from serai.ordering.usecases.regulated.change_sale_rule import remove_sale_rule, write_sale_rule
from serai.plumbing.back_office import ReadOnlyAdmin, act_on_each, question, to_list
from serai.plumbing.back_office.worded import why_not, worded


class LawForm(BaseDialogForm):
    """What the law of one place says about the articles of one regime."""

    regime = forms.RegexField(
        regex=r"^[a-z0-9][a-z0-9_-]*$",
        max_length=32,
        widget=UnfoldAdminTextInputWidget,
        help_text="As the terms of articles name it: alcohol, tobacco, paracetamol.",
    )
    country = forms.RegexField(
        regex=r"^[A-Za-z]{2}$",
        required=False,
        widget=UnfoldAdminTextInputWidget,
        help_text="Two letters such as US. Empty: everywhere.",
    )
    regions = forms.CharField(
        required=False,
        max_length=2000,
        widget=UnfoldAdminTextInputWidget,
        help_text="The names by which addresses know one part of it, between commas: UT, Utah. Empty: all of it.",
    )
    minimum_age = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=OLDEST_AGE,
        widget=UnfoldAdminIntegerFieldWidget,
        help_text="In years. Empty: what the article itself says.",
    )
    asks_birth_date = forms.BooleanField(
        label="asks for the date of birth", required=False, widget=UnfoldBooleanSwitchWidget
    )
    may_deliver = forms.BooleanField(
        label="may be delivered", required=False, initial=True, widget=UnfoldBooleanSwitchWidget
    )
    may_collect = forms.BooleanField(
        label="may be collected", required=False, initial=True, widget=UnfoldBooleanSwitchWidget
    )
    most_units = forms.IntegerField(
        label="at most so many units",
        required=False,
        min_value=1,
        max_value=MOST_UNITS,
        widget=UnfoldAdminIntegerFieldWidget,
        help_text="Of one shopper, all articles of the regime together. Empty: any number.",
    )
    per_days = forms.IntegerField(
        label="in so many days",
        required=False,
        min_value=1,
        max_value=MOST_DAYS,
        widget=UnfoldAdminIntegerFieldWidget,
    )
    note = forms.CharField(
        required=False,
        max_length=300,
        widget=UnfoldAdminTextareaWidget,
        help_text="Told to shoppers who are refused.",
    )

    def rule(self) -> SaleRule:
        """Return the law as it was typed."""
        said = {name: self.cleaned_data[name] for name in self.base_fields if name[0] != "_"}
        regions = tuple(filter(None, (each.strip() for each in said["regions"].split(","))))
        return SaleRule(**{**said, "country": said["country"].upper(), "regions": regions})


class ChangeLawForm(LawForm):
    """A law that is there: what it is about stays."""

    def __init__(
        self, request: HttpRequest, object_id: Any = None, *args: Any, **kwargs: Any
    ) -> None:
        """Show the law as it is."""
        row = SaleRuleRow.objects.get(pk=object_id)
        shown = {name: getattr(row, name) for name in self.base_fields if hasattr(row, name)}
        kwargs["initial"] = {**shown, "regions": ", ".join(row.regions)}
        super().__init__(request, object_id, *args, **kwargs)
        for name in ("regime", "country", "regions"):
            self.fields[name].disabled = True


_COUNTS = "It is asked about orders that are placed from now on."
_NEW = question("Write a law", _COUNTS, submit="Write", form=LawForm)
_CHANGE = question("Change the law?", _COUNTS, submit="Change it", form=ChangeLawForm)


@admin.register(SaleRuleRow)
class SaleRuleAdmin(ReadOnlyAdmin):
    """What the laws of places say about the regimes that articles name."""

    list_display: ClassVar[Any] = (
        "regime",
        "place",
        "minimum_age",
        "asks_birth_date",
        "may_deliver",
        "may_collect",
        "limit",
        "note",
    )
    search_exactly = ("id",)
    search_help_text = "An id"
    ordering: ClassVar[Any] = ("-pk",)
    fields: ClassVar[Any] = (*list_display, "changed_at")
    readonly_fields: ClassVar[Any] = fields
    actions: ClassVar[Any] = ("remove_selected",)
    actions_list: ClassVar[Any] = ("write_new",)
    actions_detail: ClassVar[Any] = ("write_again",)
    permission_to_act = "ordering.change_salerulerow"

    @action(description="Write a new one", permissions=["act"], icon="add", dialog=_NEW)
    def write_new(self, request: HttpRequest, form: LawForm) -> HttpResponse:
        """Let another law count."""
        return self._written(request, form)

    @action(description="Change", permissions=["act"], icon="edit", dialog=_CHANGE)
    def write_again(self, request: HttpRequest, form: LawForm, object_id: str) -> HttpResponse:
        """Let a law say something else."""
        return self._written(request, form)

    @admin.action(description="Let it count no longer", permissions=["act"])
    def remove_selected(self, request: HttpRequest, queryset: Any) -> None:
        """Take the selected laws away."""
        act_on_each(
            self,
            request,
            queryset,
            lambda row: remove_sale_rule(
                SaleRule(row.regime, row.country, tuple(row.regions)), now=now()
            ),
            "counts no longer",
        )

    @admin.display(description="where")
    def place(self, rule: SaleRuleRow) -> str:
        """Return where it counts."""
        return " ".join(filter(None, (rule.country, " / ".join(rule.regions)))) or worded(
            "everywhere"
        )

    @admin.display(description="at most")
    def limit(self, rule: SaleRuleRow) -> str:
        """Return how much one shopper may have."""
        return (
            worded(
                "{most_units} in {per_days} days",
                most_units=rule.most_units,
                per_days=rule.per_days,
            )
            if rule.most_units
            else worded("any number")
        )

    def _written(self, request: HttpRequest, form: LawForm) -> HttpResponse:
        rule = form.rule()
        try:
            write_sale_rule(rule, now=now())
        except DomainError as refusal:
            messages.error(request, why_not(refusal))
        else:
            row = SaleRuleRow.objects.get(
                regime=rule.regime, country=rule.country, regions=list(rule.regions)
            )
            self.log_change(request, row, "Written.")
            messages.success(request, worded("Written. It counts from now on."))
        return to_list(request, SaleRuleRow)
