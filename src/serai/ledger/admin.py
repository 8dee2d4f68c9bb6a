"""The books in the back office."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.decorators import action
from unfold.forms import BaseDialogForm

from serai.kernel.clock import now
from serai.ledger.domain.account import Side
from serai.ledger.domain.units import as_decimal
from serai.ledger.models import AccountRow, EntryRow, Hold, PostingRow, TrialBalanceLine
from serai.ledger.queries.lots import open_lots
from serai.ledger.usecases.post_by_hand import reverse_by_hand
from serai.plumbing.back_office import (
    ReadOnlyAdmin,
    ReadOnlyRows,
    act,
    as_text,
    back_to,
    chip,
    instant,
    link,
    question,
)
from serai.plumbing.back_office.worded import worded

_REVERSE = question(
    "Reverse the entry?",
    "Its opposite is posted, and both stay in the books. Only what was posted by hand is reversed here.",
    submit="Reverse",
)
_TONES = {"held": "waiting", "captured": "good", "released": "plain", "expired": "plain"}


def _amount(minor: int, unit: str) -> SafeString:
    text = f"{as_decimal(minor, unit):,f} {unit}"
    return format_html('<span class="bo-amount">{}</span>', text)


def _side(minor: int, unit: str) -> str:
    return _amount(minor, unit) if minor > 0 else ""


@admin.register(AccountRow)
class AccountAdmin(ReadOnlyAdmin):
    """Accounts with their balances; each leads to its statement."""

    list_display: ClassVar[Any] = (
        "kind",
        "owner",
        "unit",
        "standing",
        "kept",
        "available",
        "normal_side",
        "lines",
    )
    search_exactly = ("id", "owner")
    search_prefix = ("kind",)
    search_help_text = "How a kind begins, an owner, or an id"
    ordering: ClassVar[Any] = ("kind", "owner", "unit")
    fields: ClassVar[Any] = (
        "kind",
        "owner",
        "unit",
        "normal_side",
        "may_be_negative",
        "standing",
        "kept",
        "available",
        "lots",
        "lines",
        "opened_at",
        "id",
    )
    readonly_fields: ClassVar[Any] = fields

    @admin.display(description="balance")
    def standing(self, account: AccountRow) -> SafeString:
        """Return the balance on the normal side."""
        return _amount(_standing(account), account.unit)

    @admin.display(description="held")
    def kept(self, account: AccountRow) -> SafeString:
        """Return what is held."""
        return _amount(account.held, account.unit)

    @admin.display(description="available")
    def available(self, account: AccountRow) -> SafeString:
        """Return what is not held."""
        return _amount(_standing(account) - account.held, account.unit)

    @admin.display(description="statement")
    def lines(self, account: AccountRow) -> SafeString:
        """Return the way to the statement."""
        address = reverse("admin:ledger_postingrow_changelist")
        return format_html(
            '<a class="bo-link" href="{}?q={}" aria-label="Statement of {}">statement</a>',
            address,
            account.pk,
            account,
        )

    @admin.display(description="lots")
    def lots(self, account: AccountRow) -> SafeString:
        """Return what is left in lots, the first to expire first; one statement."""
        if not account.keeps_lots:
            return as_text(worded("none are kept"))
        return as_text(
            "\n".join(
                f"{as_decimal(lot.remaining, account.unit):>14,f}  "
                + (
                    worded("until {expires_at}", expires_at=instant(lot.expires_at))
                    if lot.expires_at
                    else "for ever"
                )
                for lot in open_lots(account.pk, limit=20)
            )
            or worded("none")
        )


def _standing(account: AccountRow) -> int:
    return account.balance * Side(account.normal_side).sign


@admin.register(PostingRow)
class PostingAdmin(ReadOnlyAdmin):
    """Statements: what happened on an account, newest first, with the balance after each line."""

    list_display: ClassVar[Any] = (
        "occurred_at",
        "account_name",
        "what",
        "debited",
        "credited",
        "after",
        "note",
    )
    list_select_related: ClassVar[Any] = ("account", "entry")
    search_exactly = ("account_id",)
    search_help_text = "The id of an account"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (
        "occurred_at",
        "account_name",
        "what",
        "debited",
        "credited",
        "after",
        "note",
    )
    readonly_fields: ClassVar[Any] = fields

    @admin.display(description="account")
    def account_name(self, posting: PostingRow) -> SafeString:
        """Return the account."""
        return link("ledger.accountrow", posting.account_id, str(posting.account))

    @admin.display(description="entry")
    def what(self, posting: PostingRow) -> SafeString:
        """Return the entry."""
        return link("ledger.entryrow", posting.entry_id, posting.entry.kind)

    @admin.display(description="debit")
    def debited(self, posting: PostingRow) -> str:
        """Return the amount when it debits."""
        return _side(posting.amount, posting.account.unit)

    @admin.display(description="credit")
    def credited(self, posting: PostingRow) -> str:
        """Return the amount when it credits."""
        return _side(-posting.amount, posting.account.unit)

    @admin.display(description="balance after")
    def after(self, posting: PostingRow) -> SafeString:
        """Return the balance on the normal side after the line."""
        sign = Side(posting.account.normal_side).sign
        return _amount(posting.balance * sign, posting.account.unit)

    @admin.display(description="note")
    def note(self, posting: PostingRow) -> str:
        """Return the entry's note."""
        return posting.entry.note


class PostingsOfEntry(ReadOnlyRows):
    """What the entry debits and credits."""

    model = PostingRow
    verbose_name_plural = "postings"
    fields = ("account_name", "debited", "credited", "after")
    readonly_fields = fields
    ordering = ("line",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[PostingRow]:
        """Return the postings with their accounts; one statement."""
        found: QuerySet[PostingRow] = super().get_queryset(request).select_related("account")
        return found

    account_name = PostingAdmin.account_name
    debited = PostingAdmin.debited
    credited = PostingAdmin.credited
    after = PostingAdmin.after


@admin.register(EntryRow)
class EntryAdmin(ReadOnlyAdmin):
    """Everything that was posted, newest first; nothing is ever changed or deleted here."""

    list_display: ClassVar[Any] = ("occurred_at", "kind", "reference", "note", "undoes")
    search_exactly = ("id", "reference")
    search_help_text = "A reference, or an id"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (
        "kind",
        "reference",
        "note",
        "undoes",
        "occurred_at",
        "posted_at",
        "id",
    )
    readonly_fields: ClassVar[Any] = fields
    inlines: ClassVar[Any] = (PostingsOfEntry,)
    actions_detail: ClassVar[Any] = ("reverse_entry",)
    permission_to_act = "ledger.add_entryrow"

    @action(
        description="Reverse",
        permissions=["act"],
        icon="undo",
        url_path="reverse",
        dialog=_REVERSE,
    )
    def reverse_entry(
        self, request: HttpRequest, form: BaseDialogForm, object_id: str
    ) -> HttpResponse:
        """Post the opposite of an entry that was posted by hand."""
        entry = self.get_object(request, object_id)
        reason = form.cleaned_data["reason"]
        use_case = lambda: reverse_by_hand(entry.pk, reason=reason, now=now())  # noqa: E731
        act(self, request, entry, use_case, worded("Reversed: {reason}", reason=reason))
        return back_to(request, EntryRow, object_id)

    @admin.display(description="reverses")
    def undoes(self, entry: EntryRow) -> str:
        """Return the entry that this one undoes."""
        if entry.reverses_id is None:
            return ""
        return link("ledger.entryrow", entry.reverses_id, "entry")


@admin.register(Hold)
class HoldAdmin(ReadOnlyAdmin):
    """What is held on accounts, newest first."""

    list_display: ClassVar[Any] = (
        "held_at",
        "account_name",
        "standing",
        "amount_held",
        "amount_captured",
        "expires_at",
        "reference",
    )
    list_select_related: ClassVar[Any] = ("account",)
    search_exactly = ("id", "reference")
    search_help_text = "A reference, or an id"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (
        "account_name",
        "standing",
        "amount_held",
        "amount_captured",
        "reference",
        "held_at",
        "expires_at",
        "settled_at",
        "id",
    )
    readonly_fields: ClassVar[Any] = fields

    @admin.display(description="account")
    def account_name(self, hold: Hold) -> SafeString:
        """Return the account."""
        return link("ledger.accountrow", hold.account_id, str(hold.account))

    @admin.display(description="state")
    def standing(self, hold: Hold) -> SafeString:
        """Return where it stands."""
        return chip(hold.state, _TONES[hold.state])

    @admin.display(description="amount")
    def amount_held(self, hold: Hold) -> SafeString:
        """Return how much was held."""
        return _amount(hold.amount, hold.account.unit)

    @admin.display(description="captured")
    def amount_captured(self, hold: Hold) -> SafeString:
        """Return how much was captured."""
        return _amount(hold.captured, hold.account.unit)


@admin.register(TrialBalanceLine)
class TrialBalanceAdmin(ReadOnlyAdmin):
    """All accounts by kind and unit; below, that debits equal credits in each unit."""

    list_display: ClassVar[Any] = ("kind", "unit", "accounts", "in_debit", "in_credit")
    list_display_links: ClassVar[Any] = None
    list_after_template = "ledger/trial_balance_totals.html"
    search_prefix = ("kind",)
    search_help_text = "How a kind begins"
    ordering: ClassVar[Any] = ("id",)

    @admin.display(description="debit")
    def in_debit(self, row: TrialBalanceLine) -> str:
        """Return what stands in debit."""
        return _side(row.debit, row.unit)

    @admin.display(description="credit")
    def in_credit(self, row: TrialBalanceLine) -> str:
        """Return what stands in credit."""
        return _side(row.credit, row.unit)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the lines and, below, the sums of each unit."""
        sums: dict[str, list[int]] = {}
        for unit, debit, credit in TrialBalanceLine.objects.values_list("unit", "debit", "credit"):
            total = sums.setdefault(unit, [0, 0])
            total[0] += debit
            total[1] += credit
        totals = [
            (_amount(debit, unit), _amount(credit, unit), debit == credit)
            for unit, (debit, credit) in sorted(sums.items())
        ]
        answer: HttpResponse = super().changelist_view(request, {"totals": totals})
        return answer
