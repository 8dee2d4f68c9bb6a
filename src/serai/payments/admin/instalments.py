"""Plans of instalments in the back office: how they stand; pay, pay off, let off."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminTextInputWidget

from serai.kernel.clock import now
from serai.kernel.errors import DomainError
from serai.payments.domain.instalments.collecting import WHOLE
from serai.payments.domain.instalments.instalment_state import InstalmentState
from serai.payments.domain.instalments.plan_state import PlanState
from serai.payments.models import Instalment, InstalmentCollection, InstalmentPlan
from serai.payments.queries.instalments.plan_view import PlanDetailView, plan_in_detail
from serai.payments.usecases.instalments.pay_instalments import PayInstalments, pay_instalments
from serai.payments.usecases.instalments.waive_instalments import (
    WaiveInstalments,
    waive_instalments,
)
from serai.plumbing.back_office import (
    ReadOnlyAdmin,
    ReasonForm,
    act,
    amount,
    back_to,
    chip,
    instant,
    link,
    question,
)
from serai.plumbing.back_office.worded import why_not, worded

_COLOURS = {
    "open": "waiting",
    "ended": "good",
    "void": "bad",
    "agreed": "waiting",
    "paid": "good",
    "due": "plain",
    "overdue": "bad",
    "waived": "plain",
}


class WaiverForm(ReasonForm):
    """Which parts, and why."""

    numbers = forms.CharField(
        required=False,
        max_length=100,
        widget=UnfoldAdminTextInputWidget,
        help_text="Numbers of parts, such as 3, 4; empty: all that are open.",
    )

    def clean_numbers(self) -> list[int]:
        """Read the numbers."""
        text = self.cleaned_data["numbers"]
        try:
            return [int(number) for number in text.replace(",", " ").split()]
        except ValueError:
            raise forms.ValidationError(worded("Write numbers of parts, such as 3, 4.")) from None


class OverdueFilter(admin.SimpleListFilter):
    """Plans with a part that is overdue, and those that people must see to."""

    title = "overdue"
    parameter_name = "overdue"
    column = "defaulted_at"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return what can be chosen."""
        return [
            ("yes", worded("A part is overdue")),
            ("default", worded("The card is charged no more")),
        ]

    def queryset(
        self, request: HttpRequest, queryset: "QuerySet[InstalmentPlan]"
    ) -> "QuerySet[InstalmentPlan]":
        """Narrow the list down."""
        if self.value() == "default":
            return queryset.filter(defaulted_at__isnull=False)
        if self.value() == "yes":
            late = Instalment.objects.filter(state=InstalmentState.OVERDUE)
            return queryset.filter(pk__in=late.values("plan_id"))
        return queryset


@admin.register(InstalmentPlan)
class InstalmentPlanAdmin(ReadOnlyAdmin):
    """Plans that were agreed to, the newest first."""

    list_display: ClassVar[Any] = ("agreed_on", "standing", "price", "its_order", "the_customer")
    list_filter: ClassVar[Any] = ("state", OverdueFilter)
    search_exactly = ("id", "order_id", "customer_id")
    search_help_text = "The id of a plan, of an order or of a customer"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (
        "id",
        "standing",
        "its_order",
        "the_customer",
        "price",
        "sums",
        "rate",
        "card",
        "agreed_on",
        "schedule",
        "collections",
    )
    readonly_fields: ClassVar[Any] = fields
    actions_detail: ClassVar[Any] = ("pay_next", "pay_off", "waive")
    permission_to_act = "payments.change_instalmentplan"

    def get_queryset(self, request: HttpRequest) -> "QuerySet[InstalmentPlan]":
        """Return plans, without those that were only shown."""
        found: QuerySet[InstalmentPlan] = super().get_queryset(request)
        return found.exclude(state=PlanState.PROPOSED)

    @action(
        description="Charge the next part",
        permissions=["act"],
        icon="credit_card",
        dialog=question(
            "Charge the next part now?",
            "The shopper's kept card is charged, because they asked for it.",
            submit="Charge it",
        ),
    )
    def pay_next(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Charge the kept card for what is due next."""
        plan = self._plan(request, object_id)
        part = plan.next_part
        number, minor = (part.number, part.amount.minor) if part else (WHOLE, 0)
        return self._charge(request, object_id, number, minor, form.cleaned_data["reason"])

    @action(
        description="Pay off",
        permissions=["act"],
        icon="done_all",
        dialog=question(
            "End the plan and charge all that is open?",
            "The shopper's kept card is charged for the open price, and of charges for the days that have passed.",
            submit="Charge it",
        ),
    )
    def pay_off(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Charge the kept card for what ends the plan today."""
        plan = self._plan(request, object_id)
        reason = form.cleaned_data["reason"]
        return self._charge(request, object_id, WHOLE, plan.pay_off.amount.minor, reason)

    @action(
        description="Let off",
        permissions=["act"],
        icon="money_off",
        dialog=question(
            "Let parts off?",
            "Nothing more is asked for them. What was paid stays paid.",
            submit="Let them off",
            form=WaiverForm,
        ),
    )
    def waive(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Ask for nothing more for some parts, or all."""
        row, said = self.get_object(request, object_id), form.cleaned_data
        command = WaiveInstalments(row.pk, said["reason"], said["numbers"])
        which = ", ".join(map(str, said["numbers"])) or worded("all that were open")
        act(
            self,
            request,
            row,
            lambda: waive_instalments(command, now=now()),
            worded("Let off parts {which}: {reason}", which=which, reason=said["reason"]),
        )
        return back_to(request, InstalmentPlan, object_id)

    def _plan(self, request: HttpRequest, object_id: str) -> PlanDetailView:
        return plan_in_detail(self.get_object(request, object_id).pk, on=now().date())

    def _charge(
        self, request: HttpRequest, object_id: str, number: int, minor: int, reason: str
    ) -> HttpResponse:
        row = self.get_object(request, object_id)
        try:
            paid = pay_instalments(PayInstalments(row.pk, number, minor), now=now()).payment
        except DomainError as refusal:
            messages.error(request, why_not(refusal))
            return back_to(request, InstalmentPlan, object_id)
        self.log_change(
            request,
            row,
            f"Charged {paid.amount}: {paid.state}. {reason}",
        )
        if paid.captured:
            messages.success(request, worded("{captured} were charged.", captured=paid.captured))
        else:
            messages.error(
                request, worded("Nothing was charged: {why}.", why=paid.failure_code or paid.state)
            )
        return back_to(request, InstalmentPlan, object_id)

    @admin.display(description="state")
    def standing(self, row: InstalmentPlan) -> SafeString:
        """Return where it stands."""
        if row.defaulted_at is not None:
            return chip("in default", "bad")
        said = f"{row.state}: {row.ended_by.replace('_', ' ')}" if row.ended_by else row.state
        return chip(said, _COLOURS[row.state])

    @admin.display(description="price")
    def price(self, row: InstalmentPlan) -> SafeString:
        """Return the price of the goods."""
        return amount(row.total_minor, row.currency)

    @admin.display(description="order")
    def its_order(self, row: InstalmentPlan) -> SafeString | str:
        """Return the order that is paid so."""
        return link("ordering.order", row.order_id, worded("the order")) if row.order_id else ""

    @admin.display(description="customer")
    def the_customer(self, row: InstalmentPlan) -> SafeString | str:
        """Return who pays."""
        return link("customers.customer", row.customer_id, worded("the customer"))

    @admin.display(description="sums")
    def sums(self, row: InstalmentPlan) -> str:
        """Return what was paid and what is open; three statements."""
        plan = plan_in_detail(row.pk, on=now().date())
        said = worded(
            "{paid} paid, {open} open, {charge} for lending",
            paid=plan.paid,
            open=plan.open,
            charge=plan.charge,
        )
        if plan.state is PlanState.OPEN:
            said += worded("; {amount} would end it today", amount=plan.pay_off.amount)
        return said + (
            worded("; {given_back} given back", given_back=plan.given_back)
            if plan.given_back
            else ""
        )

    @admin.display(description="rate of a year")
    def rate(self, row: InstalmentPlan) -> str:
        """Return what it costs in a year."""
        return f"{row.annual_rate * 100:.2f} %"

    @admin.display(description="card")
    def card(self, row: InstalmentPlan) -> str:
        """Return what is charged."""
        kept = row.instrument
        return f"{kept.brand} •••• {kept.last4}" if kept else worded("none: its holder removed it")

    @admin.display(description="parts")
    def schedule(self, row: InstalmentPlan) -> SafeString:
        """Return every part; three statements."""
        plan = plan_in_detail(row.pk, on=now().date())
        rows = format_html_join(
            "",
            "<tr><td>{}</td><td>{}</td><td style='text-align:end;padding-inline:1.5rem'>{}</td>"
            "<td>{}</td><td>{}</td></tr>",
            (
                (p.number, p.due_on, p.amount, chip(p.state, _COLOURS[p.state]), _attempts(p))
                for p in plan.parts
            ),
        )
        return format_html("<table class='w-full'>{}</table>", rows)

    @admin.display(description="payments")
    def collections(self, row: InstalmentPlan) -> SafeString:
        """Return every payment that collected for it, or tried to; one statement."""
        found = InstalmentCollection.objects.filter(plan=row).select_related("payment")
        rows = format_html_join(
            "",
            "<tr><td>{}</td><td>{}</td><td>{}</td><td style='padding-inline:1.5rem'>{}</td>"
            "<td>{}</td></tr>",
            (
                (
                    instant(each.payment.started_at),
                    worded("part {number}", number=each.number) if each.number else worded("all"),
                    link(
                        "payments.payment",
                        each.pk,
                        amount(each.payment.amount_minor, row.currency),
                    ),
                    each.payment.state,
                    each.payment.failure_code.replace("_", " "),
                )
                for each in found.order_by("pk")
            ),
        )
        return format_html("<table class='w-full'>{}</table>", rows)


def _attempts(part: Any) -> str:
    """Return what became of charging the card by itself."""
    if not part.attempts:
        return ""
    again = (
        worded("; again on {try_on}", try_on=part.try_on)
        if part.try_on
        else worded("; no more by itself")
    )
    why = part.failure_code.replace("_", " ")
    return worded("{attempts} in vain ({why})", attempts=part.attempts, why=why) + (
        again if part.state == "overdue" else ""
    )
