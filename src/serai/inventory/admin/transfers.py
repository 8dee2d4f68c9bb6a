"""Goods that go from one location to another, in the back office."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from unfold.decorators import action
from unfold.forms import BaseDialogForm

from serai.inventory.admin.ahead import Standing
from serai.inventory.admin.transfer_forms import PlanForm, ReceiveForm, SendForm
from serai.inventory.domain.transfer_state import TransferState
from serai.inventory.models import Transfer, TransferLine
from serai.inventory.usecases.transfers.cancel_transfer import cancel_transfer
from serai.inventory.usecases.transfers.plan_transfer import PlanTransfer, plan_transfer
from serai.inventory.usecases.transfers.receive_transfer import ReceiveTransfer, receive_transfer
from serai.inventory.usecases.transfers.send_transfer import SendTransfer, send_transfer
from serai.kernel.clock import now
from serai.kernel.errors import DomainError
from serai.plumbing.back_office import (
    ReadOnlyAdmin,
    ReadOnlyRows,
    act,
    back_to,
    chip,
    question,
    to_list,
)
from serai.plumbing.back_office.worded import why_not, worded

_TONES = {
    TransferState.PLANNED: "waiting",
    TransferState.SENT: "waiting",
    TransferState.RECEIVED: "good",
    TransferState.CANCELLED: "plain",
}


class LinesOfTransfer(ReadOnlyRows):
    """What goes, was sent and came."""

    model = TransferLine
    verbose_name_plural = "articles"
    fields: ClassVar[Any] = ("sku", "article", "units", "sent", "received", "missing")
    readonly_fields: ClassVar[Any] = fields
    ordering = ("id",)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the lines with their articles."""
        rows = super().get_queryset(request)
        return rows.select_related("variant__product", "transfer")

    @admin.display(description="SKU")
    def sku(self, row: TransferLine) -> str:
        """Return the variant's SKU."""
        return row.variant.sku

    @admin.display(description="product")
    def article(self, row: TransferLine) -> str:
        """Return the product's name."""
        return row.variant.product.name

    @admin.display(description="not there")
    def missing(self, row: TransferLine) -> SafeString:
        """Return what is on its way, or was lost."""
        left = row.sent - row.received
        if row.transfer.state == TransferState.SENT:
            return (
                chip(worded("{left:,} on the way", left=left), "waiting")
                if left > 0
                else chip("all came", "good")
            )
        if row.transfer.state == TransferState.RECEIVED and left:
            return chip(
                worded("{left:,} lost", left=left)
                if left > 0
                else worded("{units:,} too many", units=-left),
                "bad",
            )
        return chip("–", "plain")


class OnTheWay(Standing):
    """What is not over, or every transfer."""

    first = "Not over"
    counts: ClassVar[dict[str, Any]] = {"state__in": ["planned", "sent"]}


@admin.register(Transfer)
class TransferAdmin(ReadOnlyAdmin):
    """What goes from location to location: planned, on its way, received."""

    list_display: ClassVar[Any] = (
        "made_at",
        "source",
        "target",
        "standing",
        "made_by",
        "sent_at",
        "received_at",
        "note",
    )
    list_select_related: ClassVar[Any] = ("source", "target")
    list_filter: ClassVar[Any] = (OnTheWay,)
    search_exactly = ("id",)
    search_help_text = "A transfer's id"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (
        "id",
        "source",
        "target",
        "standing",
        "note",
        "made_by",
        "made_at",
        "sent_by",
        "sent_at",
        "received_by",
        "received_at",
    )
    readonly_fields: ClassVar[Any] = fields
    inlines: ClassVar[Any] = (LinesOfTransfer,)
    actions_list: ClassVar[Any] = ("plan",)
    actions_detail: ClassVar[Any] = ("send", "receive", "call_off")
    permission_to_act = "inventory.change_balance"

    @action(
        description="Plan a transfer",
        permissions=["act"],
        icon="add",
        url_path="plan",
        dialog=question(
            "Plan a transfer", "Nothing moves until it is sent.", submit="Plan", form=PlanForm
        ),
    )
    def plan(self, request: HttpRequest, form: BaseDialogForm) -> HttpResponse:
        """Plan what is to go."""
        said = form.cleaned_data
        command = PlanTransfer(
            said["source"].strip(),
            said["target"].strip(),
            said["units"],
            str(request.user),
            said["note"],
        )
        try:
            made = plan_transfer(command, now=now())
        except DomainError as refusal:
            messages.error(request, why_not(refusal))
            return to_list(request, Transfer)
        messages.success(request, worded("Planned."))
        return back_to(request, Transfer, made)

    @action(
        description="Send",
        permissions=["act"],
        icon="local_shipping",
        url_path="send",
        dialog=question(
            "Send the goods?",
            "They leave the books of the location that gives; nobody can buy them until they are received.",
            submit="Send",
            form=SendForm,
        ),
    )
    def send(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Take the goods from the location that gives."""
        row = self.get_object(request, object_id)
        command = SendTransfer(row.pk, str(request.user), form.cleaned_data["units"])
        act(self, request, row, lambda: send_transfer(command, now=now()), "Sent.")
        return back_to(request, Transfer, object_id)

    @action(
        description="Receive",
        permissions=["act"],
        icon="inventory",
        url_path="receive",
        dialog=question(
            "Receive the goods?",
            "What came is on the shelf at once; what is still to come stays on its way.",
            submit="Receive",
            form=ReceiveForm,
        ),
    )
    def receive(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Put what came on the shelf."""
        row, said = self.get_object(request, object_id), form.cleaned_data
        command = ReceiveTransfer(row.pk, str(request.user), said["units"], said["is_last"])
        act(self, request, row, lambda: receive_transfer(command, now=now()), "Received.")
        return back_to(request, Transfer, object_id)

    @action(
        description="Call off",
        permissions=["act"],
        icon="close",
        url_path="cancel",
        dialog=question(
            "Call the transfer off?",
            "Nothing has moved.",
            submit="Call off",
            form=BaseDialogForm,
        ),
    )
    def call_off(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Call it off before it is sent."""
        row = self.get_object(request, object_id)
        act(self, request, row, lambda: cancel_transfer(row.pk), "Called off.")
        return back_to(request, Transfer, object_id)

    @admin.display(description="state")
    def standing(self, row: Transfer) -> SafeString:
        """Return where it stands."""
        return chip(row.state, _TONES[TransferState(row.state)])
