"""Orders in the back office."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminDecimalFieldWidget

from serai.fulfilment.public import groups_of_order
from serai.kernel.clock import now
from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.ordering.admin.changes import ChangesOfOrders
from serai.ordering.admin.export import ExportsOrders
from serai.ordering.admin.order_timeline import of_order, timeline
from serai.ordering.admin.papers import pdf_link
from serai.ordering.admin.worked_out import how_it_came_about
from serai.ordering.domain.order_state import OrderState
from serai.ordering.domain.papers.paper_ticket import Printed
from serai.ordering.models import Order, OrderLine
from serai.ordering.queries.papers.papers_of_order import papers_of_order
from serai.ordering.queries.review.hold_view import holds_of_order
from serai.ordering.usecases.cancel_order import CancelOrder, cancel_order
from serai.ordering.usecases.fulfil_order import fulfil_order
from serai.ordering.usecases.give_back import payments_for
from serai.ordering.usecases.refund_order import RefundOrder, refund_order
from serai.ordering.usecases.review.hold_order import HoldOrder, hold_order
from serai.payments.public import INSTALMENTS, PaymentView, payments_of_order
from serai.plumbing.back_office import (
    ReadOnlyRows,
    ReasonForm,
    act,
    amount,
    as_lines,
    as_text,
    back_to,
    chip,
    link,
    question,
    told_once,
)
from serai.plumbing.back_office.worded import why_not, worded


class RefundForm(ReasonForm):
    """How much goes back, and why. The hidden key makes a double click refund once."""

    amount = forms.DecimalField(
        required=False,
        min_value=0,
        max_digits=15,
        widget=UnfoldAdminDecimalFieldWidget,
        help_text="In the order's currency; empty for all that is left.",
    )
    key = forms.CharField(initial=uuid7, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What paid last is given back first: people see it before they agree.
        ways = [
            (each.label or each.method, str(each.refundable))
            for each in reversed(payments_for(UUID(str(self.object_id))))
            if each.refundable
        ]
        help_text = self.fields["amount"].help_text
        rows = format_html_join(SafeString(""), "<br>→ <bdi>{}</bdi>: {}", ways)
        self.fields["amount"].help_text = format_html("{}{}", help_text, rows)

    def clean(self) -> dict[str, Any]:
        """Turn the amount into minor units of the order's currency."""
        data: dict[str, Any] = super().clean()
        asked = data.get("amount")
        data["minor"] = None
        if asked is None:
            return data
        currency = Order.objects.values_list("currency", flat=True).get(pk=self.object_id)
        try:
            data["minor"] = Money.parse(asked, currency).minor
        except ValueError as mistake:
            self.add_error("amount", why_not(mistake))
        if data["minor"] == 0:
            self.add_error("amount", worded("Nothing would go back."))
        return data


_CANCEL = question(
    "Cancel the order?",
    "Its goods are back in stock at once and its money goes back. This cannot be undone.",
    submit="Cancel the order",
)
_HAND_OVER = question(
    "Are the goods with the shopper?",
    "All of them: delivered, or collected. The order cannot be cancelled any more; money can still go back.",
    submit="They are",
    form=BaseDialogForm,
)
_HOLD = question(
    "Hold the order?",
    "Its goods stay here until somebody releases it. Its money stays where it is.",
    submit="Hold",
)
_REFUND = question(
    "Give money back?",
    "The order stays as it is. The processor confirms the refund in a moment.",
    submit="Refund",
    form=RefundForm,
)

_TONES = {
    OrderState.PLACING: "waiting",
    OrderState.ACCEPTED: "waiting",
    OrderState.PAID: "good",
    OrderState.FULFILLED: "good",
    OrderState.FAILED: "bad",
    OrderState.CANCELLED: "bad",
    OrderState.COMPLETED: "plain",
}


class LinesOfOrder(ReadOnlyRows):
    """What was sold, as it was sold."""

    model = OrderLine
    verbose_name_plural = "lines"
    fields = ("position", "sku", "name", "quantity", "each", "discount", "total")
    readonly_fields = fields
    ordering = ("position",)

    @admin.display(description="unit price")
    def each(self, line: OrderLine) -> SafeString:
        """Return the price of one."""
        return as_text(f"{line.unit_price.normalize():f}")

    @admin.display(description="discount")
    def discount(self, line: OrderLine) -> SafeString:
        """Return what was taken off."""
        return amount(line.discount_minor, line.order.currency)

    @admin.display(description="total")
    def total(self, line: OrderLine) -> SafeString:
        """Return what the line cost."""
        return amount(line.total_minor, line.order.currency)


@admin.register(Order)
class OrderAdmin(ExportsOrders, ChangesOfOrders):
    """Orders, newest first; a million of them page as fast as ten."""

    list_display: ClassVar[Any] = (
        "number",
        "placed_at",
        "standing",
        "email",
        "total",
        "channel_code",
        "source",
    )
    list_filter: ClassVar[Any] = ("state",)
    search_exactly = ("number", "email", "id")
    search_help_text = "A number, an e-mail address, or an id"
    ordering: ClassVar[Any] = ("-placed_at", "-id")
    fieldsets: ClassVar[Any] = (
        (
            None,
            {
                "fields": (
                    "number",
                    "standing",
                    "total_now",
                    "happened",
                    "held_by",
                    "reason",
                    "id",
                )
            },
        ),
        ("Who and where to", {"fields": ("email", "account", "contact_text", "delivery_text")}),
        (
            "Amounts, and why",
            {"fields": ("items", "discount", "delivery_cost", "tax", "total", "why")},
        ),
        ("What came after", {"fields": ("changes_text",)}),
        ("Parcels and pick-ups", {"fields": ("groups_text",)}),
        ("Payments", {"fields": ("payments_text",)}),
        ("Papers", {"fields": ("papers_text",)}),
        ("Origin", {"fields": ("channel_code", "source", "external_ref", "cart_id", "locale")}),
    )
    readonly_fields: ClassVar[Any] = tuple(
        name for _, fieldset in fieldsets for name in fieldset["fields"]
    )
    inlines: ClassVar[Any] = (LinesOfOrder,)
    actions_detail: ClassVar[Any] = (
        "hand_over",
        "refund",
        {
            "title": gettext_lazy("Change the order"),
            "icon": "edit",
            "items": ["add_article", "cancel_units", "match", "offer"],
        },
        {
            "title": gettext_lazy("Stop it"),
            "icon": "front_hand",
            "items": ["hold", "cancel"],
        },
    )
    permission_to_act = "ordering.change_order"

    @action(
        description="Handed over",
        permissions=["act"],
        icon="package_2",
        url_path="handed-over",
        dialog=_HAND_OVER,
    )
    def hand_over(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Note that the goods are with the shopper."""
        order = self.get_object(request, object_id)
        act(self, request, order, lambda: fulfil_order(order.pk, now=now()), "Handed over.")
        return back_to(request, Order, object_id)

    @action(description="Hold", permissions=["act"], icon="front_hand", dialog=_HOLD)
    def hold(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Keep the goods here until somebody has looked at the order."""
        order = self.get_object(request, object_id)
        command = HoldOrder(order.pk, form.cleaned_data["reason"], by=request.user.get_username())
        done = worded("Held: {reason}", reason=command.reason)
        act(self, request, order, lambda: hold_order(command, now=now()), done)
        return back_to(request, Order, object_id)

    @action(description="Cancel", permissions=["act"], icon="cancel", dialog=_CANCEL)
    def cancel(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Call the order off."""
        order = self.get_object(request, object_id)
        command = CancelOrder(order.pk, form.cleaned_data["reason"])
        done = worded("Cancelled: {reason}", reason=command.reason)
        act(self, request, order, lambda: cancel_order(command, now=now()), done)
        return back_to(request, Order, object_id)

    @action(description="Refund", permissions=["act"], icon="undo", dialog=_REFUND)
    def refund(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Give money back without calling the order off."""
        order = self.get_object(request, object_id)
        answers = form.cleaned_data
        command = RefundOrder(order.pk, answers["key"], answers["reason"], answers["minor"])
        what = worded("all that is left") if command.amount_minor is None else answers["amount"]
        done = worded("Refund of {amount} asked for: {reason}", amount=what, reason=command.reason)
        act(self, request, order, lambda: refund_order(command, now=now()), done)
        return back_to(request, Order, object_id)

    @admin.display(description="what happened")
    @told_once
    def happened(self, order: Order) -> SafeString:
        """Return what happened to the order, the first thing first."""
        return timeline(order)

    @admin.display(description="state")
    def standing(self, order: Order) -> SafeString:
        """Return where the order stands."""
        return chip(order.state, _TONES[OrderState(order.state)])

    @admin.display(description="held")
    @told_once
    def held_by(self, order: Order) -> SafeString | str:
        """Return what holds the order, held it, or would have."""
        found = of_order(order, holds_of_order)
        each = ((link("ordering.hold", hold.id, hold.name), hold.state) for hold in found)
        return format_html_join(SafeString("<br>"), "{} · {}", each) or "—"

    @admin.display(description="groups")
    @told_once
    def groups_text(self, order: Order) -> SafeString | str:
        """Return in which groups the order leaves, where each is and where it stands."""
        each = (
            (
                link("fulfilment.group", group.id, f"{group.order_number}/{group.number}"),
                group.location.name if group.location else worded("nowhere"),
                group.state.value.replace("_", " "),
                pdf_link(Printed.GROUP_SLIP, group.id, worded("packing slip")),
            )
            for group in of_order(order, groups_of_order)
        )
        return format_html_join(SafeString("<br>"), "{} · {} · {} · {}", each) or "—"

    @admin.display(description="total")
    def total(self, order: Order) -> SafeString:
        """Return what was agreed."""
        return amount(order.total_minor, order.currency)

    @admin.display(description="items")
    def items(self, order: Order) -> SafeString:
        """Return the lines before discounts."""
        return amount(order.items_minor, order.currency)

    @admin.display(description="discount")
    def discount(self, order: Order) -> SafeString:
        """Return what was taken off."""
        return amount(order.discount_minor, order.currency)

    @admin.display(description="delivery")
    def delivery_cost(self, order: Order) -> SafeString:
        """Return what delivery costs."""
        return amount(order.delivery_minor, order.currency)

    @admin.display(description="tax")
    def tax(self, order: Order) -> SafeString:
        """Return the tax that came on top."""
        return amount(order.tax_minor, order.currency)

    @admin.display(description="explanation")
    @told_once
    def why(self, order: Order) -> SafeString:
        """Return how the amounts came about, and the hash of the rules that made them."""
        return as_text(
            "\n".join(
                [
                    *how_it_came_about(order),
                    worded("rules {rules_hash}", rules_hash=order.rules_hash),
                ]
            )
        )

    @admin.display(description="account")
    def account(self, order: Order) -> SafeString | str:
        """Return the customer's page, when there is an account."""
        if order.customer_id is None:
            return gettext("guest")
        return link("customers.customer", order.customer_id, gettext("the customer's page"))

    @admin.display(description="contact")
    def contact_text(self, order: Order) -> SafeString | str:
        """Return the address."""
        return as_lines(order.contact) if order.contact else "—"

    @admin.display(description="delivery")
    def delivery_text(self, order: Order) -> SafeString | str:
        """Return what was chosen and promised."""
        return as_lines(order.delivery) if order.delivery else "—"

    @admin.display(description="to print")
    @told_once
    def papers_text(self, order: Order) -> SafeString:
        """Return what was issued and what can be printed; one statement."""
        issued = of_order(order, papers_of_order)
        links = [
            pdf_link(Printed.PAPER, view.id, f"{view.number}: {view.total}") for view in issued
        ]
        links.append(pdf_link(Printed.RECEIPT, order.pk, worded("Receipt")))
        links.append(pdf_link(Printed.PACKING_SLIP, order.pk, worded("Packing slip")))
        return format_html_join(SafeString("<br>"), "{}", ((each,) for each in links))

    @admin.display(description="payments")
    @told_once
    def payments_text(self, order: Order) -> SafeString | str:
        """Return how it was paid; one statement."""
        found = payments_of_order(order.pk)
        return format_html_join(
            SafeString("<br>"),
            "{} · {} {} {}",
            (
                (
                    link("payments.payment", view.id, str(view.amount)),
                    view.state,
                    view.label,
                    _what_for(view),
                )
                for view in found
            ),
        ) or worded("none here")


def _what_for(paid: PaymentView) -> SafeString | str:
    """Return the plan that a payment stands for, or the part of one that it pays."""
    if paid.method == INSTALMENTS and paid.processor_reference:
        return link("payments.instalmentplan", paid.processor_reference, worded("in instalments"))
    return "" if paid.purpose == "order" else f"({paid.purpose})"
