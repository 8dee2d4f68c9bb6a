"""Gift cards in the back office: issue, look, replace, withdraw. A code is shown once, when it is made."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import (
    UnfoldAdminDecimalFieldWidget,
    UnfoldAdminEmailInputWidget,
    UnfoldAdminTextInputWidget,
)

from serai.kernel.clock import now
from serai.kernel.errors import DomainError
from serai.kernel.money import Money
from serai.ledger.public import AccountNotFound, statement
from serai.payments.domain.gift_card_code import code_of
from serai.payments.models import GiftCard
from serai.payments.queries.balances import card_account
from serai.payments.queries.gift_cards.gift_card_view import GiftCardView
from serai.payments.usecases.gift_cards.issue_gift_card import (
    GiftCardSource,
    IssueGiftCard,
    issue_gift_card,
)
from serai.payments.usecases.gift_cards.withdraw_gift_card import (
    replace_gift_card,
    withdraw_gift_card,
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

_COLOURS = {"active": "good", "empty": "waiting"}


class IssueForm(ReasonForm):
    """How much, and for whom."""

    amount = forms.DecimalField(
        min_value=0,
        max_digits=15,
        widget=UnfoldAdminDecimalFieldWidget,
        help_text="In major units.",
    )
    currency = forms.CharField(min_length=3, max_length=3, widget=UnfoldAdminTextInputWidget)
    recipient_email = forms.EmailField(
        required=False,
        widget=UnfoldAdminEmailInputWidget,
        help_text="Who is sent the card; empty: nobody.",
    )

    def clean(self) -> dict[str, Any]:
        """Read the amount in its currency."""
        data: dict[str, Any] = super().clean()
        try:
            data["money"] = Money.parse(data.get("amount", ""), data.get("currency", "").upper())
        except (ValueError, DomainError) as mistake:
            self.add_error("amount", why_not(mistake))
        return data


@admin.register(GiftCard)
class GiftCardAdmin(ReadOnlyAdmin):
    """Gift cards, newest first; found by their id, their owner's or the recipient's address."""

    list_display: ClassVar[Any] = ("issued_at", "ending", "worth", "source", "expires_at", "note")
    search_exactly = ("id", "customer_id", "recipient_email")
    search_help_text = "The id of a card or of a customer, or the recipient's e-mail address"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (
        "id",
        "ending",
        "standing",
        "worth",
        "left",
        "source",
        "its_order",
        "channel_code",
        "customer_id",
        "recipient_email",
        "recipient_name",
        "message",
        "send_at",
        "issued_at",
        "expires_at",
        "withdrawn_at",
        "replacement",
        "note",
        "movements",
    )
    readonly_fields: ClassVar[Any] = fields
    actions_list: ClassVar[Any] = ("issue",)
    actions_detail: ClassVar[Any] = ("replace", "withdraw")
    permission_to_act = "payments.change_giftcard"

    @action(
        description="Issue a gift card",
        permissions=["act"],
        icon="add",
        dialog=question(
            "Issue a gift card",
            "Its code is shown once, and sent to the recipient.",
            submit="Issue",
            form=IssueForm,
        ),
    )
    def issue(self, request: HttpRequest, form: BaseDialogForm) -> HttpResponse:
        """Issue a card that nobody has paid for."""
        said = form.cleaned_data
        command = IssueGiftCard(
            amount=said["money"],
            source=GiftCardSource.GIVEN,
            recipient_email=said["recipient_email"],
            note=said["reason"],
        )
        try:
            made = issue_gift_card(command, secret=settings.SERAI_SECRET, now=now())
        except DomainError as refusal:
            messages.error(request, why_not(refusal))
            address = reverse("admin:payments_giftcard_changelist")
            if "HX-Request" in request.headers:
                return HttpResponse(headers={"HX-Redirect": address})
            return HttpResponseRedirect(address)
        self.log_change(
            request,
            GiftCard.objects.get(pk=made.id),
            f"Issued: {said['reason']}",
        )
        _tell_code(request, made)
        return back_to(request, GiftCard, made.id)

    @action(
        description="Replace",
        permissions=["act"],
        icon="autorenew",
        dialog=question(
            "Replace this card?",
            "What is left goes to a new code, which is shown once and sent to the recipient; "
            "the old one pays nothing any more.",
            submit="Replace it",
        ),
    )
    def replace(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Give what is left a new code."""
        card, reason = self.get_object(request, object_id), form.cleaned_data["reason"]
        made: list[GiftCardView] = []

        def take_its_place() -> None:
            secret = settings.SERAI_SECRET
            made.append(replace_gift_card(card.pk, reason=reason, secret=secret, now=now()))

        if not act(
            self, request, card, take_its_place, worded("Replaced: {reason}", reason=reason)
        ):
            return back_to(request, GiftCard, object_id)
        _tell_code(request, made[0])
        return back_to(request, GiftCard, made[0].id)

    @action(
        description="Withdraw",
        permissions=["act"],
        icon="block",
        dialog=question(
            "Withdraw this card?",
            "It pays nothing any more; what is left is taken back.",
            submit="Withdraw it",
        ),
    )
    def withdraw(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Let it pay nothing any more."""
        card, reason = self.get_object(request, object_id), form.cleaned_data["reason"]
        act(
            self,
            request,
            card,
            lambda: withdraw_gift_card(card.pk, reason=reason, now=now()),
            worded("Withdrawn: {reason}", reason=reason),
        )
        return back_to(request, GiftCard, object_id)

    @admin.display(description="code ends in")
    def ending(self, card: GiftCard) -> str:
        """Return the last signs of the code."""
        return f"•••• {card.last4}"

    @admin.display(description="state")
    def standing(self, card: GiftCard) -> SafeString:
        """Return where it stands."""
        state = GiftCardView.of(card, now=now()).state
        return chip(state, _COLOURS.get(state, "bad"))

    @admin.display(description="issued for")
    def worth(self, card: GiftCard) -> SafeString:
        """Return what it was issued for."""
        return amount(card.issued_minor, card.currency)

    @admin.display(description="left to spend")
    def left(self, card: GiftCard) -> SafeString:
        """Return what it can pay now."""
        return amount(GiftCardView.of(card, now=now()).available.minor, card.currency)

    @admin.display(description="sold by order")
    def its_order(self, card: GiftCard) -> SafeString | str:
        """Return the order that sold it."""
        return link("ordering.order", card.order_id, worded("the order")) if card.order_id else ""

    @admin.display(description="replaced by")
    def replacement(self, card: GiftCard) -> SafeString | str:
        """Return the card that took its place."""
        replaced = card.replaced_by_id
        return link("payments.giftcard", replaced, worded("another card")) if replaced else ""

    @admin.display(description="movements")
    def movements(self, card: GiftCard) -> SafeString:
        """Return the last fifty movements on the ledger; two statements."""
        try:
            lines = statement(card_account(card.pk, card.currency)).items
        except AccountNotFound:
            lines = []
        rows = format_html_join(
            "",
            "<tr><td>{}</td><td>{}</td><td style='text-align:end'>{}</td>"
            "<td style='text-align:end;padding-inline-start:1.5rem'>{}</td></tr>",
            (
                (
                    instant(line.occurred_at),
                    line.kind.rpartition(".")[2].replace("_", " "),
                    Money(line.amount, card.currency),
                    Money(line.balance, card.currency),
                )
                for line in lines
            ),
        )
        return format_html("<table class='w-full'>{}</table>", rows)


def _tell_code(request: HttpRequest, card: GiftCardView) -> None:
    code = code_of(card.id, secret=settings.SERAI_SECRET)
    messages.success(request, worded("The code is {code}. It is not shown again.", code=code))
