"""Payouts, nightly checks and differences in the back office."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.safestring import SafeString
from unfold.decorators import action

from serai.kernel import clock
from serai.kernel.errors import DomainError
from serai.payments.models import DifferenceRow, MoneyCheck, MovementRow, Payout
from serai.payments.ports import Books
from serai.payments.queries.reconciliation.check_view import (
    last_check_and_whether_differences_wait,
)
from serai.payments.usecases.reconciliation.close_difference import (
    CloseDifference,
    close_difference,
)
from serai.payments.usecases.reconciliation.take_in_payout import take_in_payout_file
from serai.plumbing.back_office import (
    ReadOnlyAdmin,
    ReadOnlyRows,
    act,
    amount,
    back_to,
    chip,
    link,
    question,
)
from serai.plumbing.back_office.worded import why_not, worded
from serai.plumbing.wiring import bound

PERMISSION = "payments.change_differencerow"
LARGEST = 20_000_000
"""Bytes of a payout file."""
_CLOSE = question(
    "Close this difference?",
    "Say what came of looking into it. If the books still disagree, the next check opens it anew.",
    submit="Close it",
)


class LinesOfPayout(ReadOnlyRows):
    """What the payout is made of."""

    model = MovementRow
    verbose_name_plural = "lines"
    fields = ("happened_at", "kind", "gross", "fee", "of_payment", "reference")
    readonly_fields = fields
    ordering = ("happened_at", "id")
    per_page = 50

    @admin.display(description="gross")
    def gross(self, line: MovementRow) -> SafeString:
        """Return what moved."""
        return amount(line.gross_minor, line.currency)

    @admin.display(description="fee")
    def fee(self, line: MovementRow) -> SafeString:
        """Return what the processor kept."""
        return amount(line.fee_minor, line.currency)

    @admin.display(description="payment")
    def of_payment(self, line: MovementRow) -> SafeString | str:
        """Return the payment that it belongs to."""
        if line.payment_id is None:
            return worded("none of ours")
        return link("payments.payment", line.payment_id, str(line.payment_id)[-12:])


@admin.register(Payout)
class PayoutAdmin(ReadOnlyAdmin):
    """What processors sent to our bank, the last taken in first."""

    list_display: ClassVar[Any] = (
        "arrives_on",
        "processor",
        "sent",
        "kept",
        "lines",
        "reference",
        "taken_in_at",
    )
    search_exactly = ("id",)
    search_help_text = "The id of a payout"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (
        "processor",
        "reference",
        "sent",
        "kept",
        "lines",
        "arrives_on",
        "taken_in_at",
    )
    readonly_fields: ClassVar[Any] = fields
    inlines: ClassVar[Any] = (LinesOfPayout,)
    list_before_template = "payments/take_in_payouts.html"

    @admin.display(description="sent to the bank")
    def sent(self, payout: Payout) -> SafeString:
        """Return what arrives."""
        return amount(payout.amount_minor, payout.currency)

    @admin.display(description="fees")
    def kept(self, payout: Payout) -> SafeString:
        """Return what the processor kept."""
        return amount(payout.fee_minor, payout.currency)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the list, and above it where a file is handed in."""
        formats = bound(Books).formats if request.user.has_perm(PERMISSION) else ()
        page: HttpResponse = super().changelist_view(
            request, {**(extra_context or {}), "formats": formats}
        )
        return page

    def get_urls(self) -> list[Any]:
        """Return the pages, with the one that takes files."""
        take = path("take-in/", self.admin_site.admin_view(self.take_in), name="take_in_payouts")
        return [take, *super().get_urls()]

    def take_in(self, request: HttpRequest) -> HttpResponse:
        """Take in a file, and go back to the list."""
        if request.method != "POST" or not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        file = request.FILES.get("file")
        try:
            if file is None or (file.size or 0) > LARGEST:
                messages.error(request, worded("Choose a file of at most 20 MB."))
            else:
                name = request.POST.get("format", "")
                taken = take_in_payout_file(name, file.read(), now=clock.now())
                messages.success(request, worded("Payouts taken in: {taken}.", taken=len(taken)))
        except DomainError as refusal:
            messages.error(request, why_not(refusal))
        return HttpResponseRedirect(reverse("admin:payments_payout_changelist"))


@admin.register(DifferenceRow)
class DifferenceAdmin(ReadOnlyAdmin):
    """Where orders, ledger and processors disagree, newest first; above them the last check."""

    permission_to_act = PERMISSION
    list_display: ClassVar[Any] = ("found_at", "standing", "what", "sentence", "by", "processor")
    list_filter: ClassVar[Any] = ("kind",)
    list_before_template = "payments/last_check.html"
    search_exactly = ("id",)
    search_help_text = "The id of a difference"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (
        "standing",
        "what",
        "sentence",
        "by",
        "processor",
        "of_payment",
        "of_order",
        "found_at",
        "seen_at",
        "closed_at",
        "note",
    )
    readonly_fields: ClassVar[Any] = fields
    actions_detail: ClassVar[Any] = ("close",)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the list, with the last check above it; one statement more."""
        check, waiting = last_check_and_whether_differences_wait()
        above = {"check": check, "waiting": waiting}
        page: HttpResponse = super().changelist_view(request, {**(extra_context or {}), **above})
        return page

    @admin.display(description="state")
    def standing(self, difference: DifferenceRow) -> SafeString:
        """Return whether somebody must look."""
        return chip("closed", "good") if difference.closed_at else chip("open", "bad")

    @admin.display(description="kind")
    def what(self, difference: DifferenceRow) -> str:
        """Return what disagrees."""
        return difference.kind.replace("_", " ")

    @admin.display(description="by")
    def by(self, difference: DifferenceRow) -> SafeString:
        """Return how much the other book has more."""
        return amount(difference.by_minor, difference.currency)

    @admin.display(description="payment")
    def of_payment(self, difference: DifferenceRow) -> SafeString | str:
        """Return the payment that it is about."""
        payment_id = difference.payment_id
        return link("payments.payment", payment_id, str(payment_id)) if payment_id else ""

    @admin.display(description="order")
    def of_order(self, difference: DifferenceRow) -> SafeString | str:
        """Return the order that it is about."""
        order_id = difference.order_id
        return link("ordering.order", order_id, str(order_id)) if order_id else ""

    @action(
        description="Close with a note",
        url_path="close",
        permissions=["act"],
        icon="check",
        dialog=_CLOSE,
    )
    def close(self, request: HttpRequest, form: Any, object_id: str) -> HttpResponse:
        """Put it aside with a note."""
        difference = DifferenceRow.objects.get(pk=object_id)
        command = CloseDifference(difference.pk, form.cleaned_data["reason"])
        act(
            self, request, difference, lambda: close_difference(command, now=clock.now()), "Closed."
        )
        return back_to(request, DifferenceRow, object_id)


@admin.register(MoneyCheck)
class MoneyCheckAdmin(ReadOnlyAdmin):
    """The nightly checks that orders = ledger = processors, newest first."""

    list_display: ClassVar[Any] = (
        "until",
        "standing",
        "found",
        "orders",
        "payments",
        "movements",
        "since",
    )
    list_display_links: ClassVar[Any] = None
    ordering: ClassVar[Any] = ("-id",)

    @admin.display(description="proves")
    def standing(self, check: MoneyCheck) -> SafeString:
        """Return whether everything agreed."""
        if check.unread:
            return chip(worded("not read: {places}", places=", ".join(check.unread)), "waiting")
        return chip("differences", "bad") if check.found else chip("all agree", "good")
