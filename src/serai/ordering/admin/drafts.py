"""Drafts in the back office: made up, sent, taken back."""

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from unfold.decorators import action
from unfold.forms import BaseDialogForm

from serai.kernel.clock import now
from serai.kernel.money import Money
from serai.ordering.admin.draft_form import DraftForm, command_of
from serai.ordering.models import DraftRow
from serai.ordering.queries.drafts.draft_view import DraftView, draft_cart
from serai.ordering.usecases.drafts.send_draft import ask_for_draft_letter
from serai.ordering.usecases.drafts.write_draft import (
    create_draft,
    withdraw_draft,
)
from serai.plumbing.back_office import (
    ReadOnlyAdmin,
    act,
    amount,
    as_lines,
    back_to,
    chip,
    link,
    question,
    told_once,
)
from serai.plumbing.back_office.form_page import answer_form
from serai.plumbing.back_office.worded import worded

MAY_WRITE = "ordering.change_draftrow"
_TONES = {"open": "waiting", "expired": "bad", "withdrawn": "plain", "ordered": "good"}


@admin.register(DraftRow)
class DraftAdmin(ReadOnlyAdmin):
    """Drafts, the newest first."""

    list_display: ClassVar[Any] = (
        "created_at",
        "standing",
        "for_whom",
        "total",
        "made_by",
        "expires",
        "channel_code",
    )
    search_exactly = ("id",)
    search_help_text = "An id"
    ordering: ClassVar[Any] = ("-created_at", "-id")
    fields: ClassVar[Any] = (
        "standing",
        "its_link",
        "lines_text",
        "discount",
        "total",
        "for_whom",
        "contact_text",
        "note",
        "made_by",
        "created_at",
        "expires",
        "its_order",
        "id",
    )
    readonly_fields: ClassVar[Any] = fields
    actions_list: ClassVar[Any] = ("to_make_up",)
    actions_detail: ClassVar[Any] = ("send", "withdraw")
    permission_to_act = MAY_WRITE

    def get_queryset(self, request: HttpRequest) -> QuerySet[DraftRow]:
        """Return the carts that are drafts."""
        found: QuerySet[DraftRow] = super().get_queryset(request).filter(draft__isnull=False)
        return found

    def get_urls(self) -> list[URLPattern]:
        """Return the pages' addresses, that of making one up first."""
        view = self.admin_site.admin_view(self.write)
        urls: list[URLPattern] = super().get_urls()
        return [path("make-up/", view, name="ordering_draftrow_make_up"), *urls]

    @action(description="Make one up", permissions=["act"], icon="add", url_path="new")
    def to_make_up(self, request: HttpRequest) -> HttpResponse:
        """Go to the page on which a draft is made up."""
        return HttpResponseRedirect(reverse("admin:ordering_draftrow_make_up"))

    def write(self, request: HttpRequest) -> HttpResponse:
        """Show the form, and make the draft up."""
        if not request.user.has_perm(MAY_WRITE):
            return HttpResponse(status=403)
        form = DraftForm(request.POST or None)

        def made_up() -> tuple[str, HttpResponse]:
            command = command_of(form.cleaned_data, request.user.get_username())
            made = create_draft(command, secret=settings.SERAI_SECRET, now=now())
            said = worded("Made up. Send the link, or hand it over yourself.")
            return said, back_to(request, DraftRow, made.id)

        return answer_form(
            self,
            request,
            form,
            made_up,
            title="Make up a draft",
            intro="Whoever has its link fills in the rest and pays. Prices of its own stay; each needs a reason."
            " Nothing is reserved.",
            submit="Make it up",
        )

    @action(
        description="Send the link",
        permissions=["act"],
        icon="send",
        dialog=question(
            "Send the link?",
            "Whoever the draft is for gets a letter with it, in the draft's language.",
            submit="Send it",
            form=BaseDialogForm,
        ),
    )
    def send(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Write to whom it is for."""
        row = self.get_object(request, object_id)
        act(self, request, row, lambda: ask_for_draft_letter(row.pk, now=now()), "On its way.")
        return back_to(request, DraftRow, object_id)

    @action(
        description="Take it back",
        permissions=["act"],
        icon="undo",
        dialog=question(
            "Take the offer back?",
            "Whoever has its link cannot order it any more.",
            submit="Take it back",
            form=BaseDialogForm,
        ),
    )
    def withdraw(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Take an offer back."""
        row = self.get_object(request, object_id)
        act(self, request, row, lambda: withdraw_draft(row.pk, now=now()), "Taken back.")
        return back_to(request, DraftRow, object_id)

    @admin.display(description="state")
    def standing(self, row: DraftRow) -> SafeString:
        """Return where it stands."""
        state = _state(row)
        return chip(state, _TONES[state])

    @admin.display(description="link")
    @told_once
    def its_link(self, row: DraftRow) -> SafeString:
        """Return the link, for whom it is made; one statement."""
        url = _view(row).link
        return format_html('<a class="bo-link" href="{}">{}</a>', url, url)

    @admin.display(description="lines")
    def lines_text(self, row: DraftRow) -> SafeString | str:
        """Return what is in it, with prices of its own and their reasons."""
        each = (
            (
                line["quantity"],
                line["name"],
                line["sku"],
                Money(line["unit_minor"], row.currency),
                worded("agreed: {agreed}", agreed=line["agreed"])
                if line.get("agreed")
                else worded("the shop's price"),
            )
            for line in row.lines
        )
        return format_html_join(SafeString("<br>"), "{} × {} ({}) at {}, {}", each) or "—"

    @admin.display(description="off all lines")
    def discount(self, row: DraftRow) -> str:
        """Return what is taken off, and why."""
        said = row.draft or {}
        minor = said.get("discount_minor", 0)
        return f"{Money(minor, row.currency)}: {said['discount_reason']}" if minor else "—"

    @admin.display(description="total")
    def total(self, row: DraftRow) -> SafeString:
        """Return what it comes to."""
        return amount(row.total_minor, row.currency)

    @admin.display(description="for")
    def for_whom(self, row: DraftRow) -> str:
        """Return the e-mail address."""
        return str(row.contact["email"]) if row.contact else worded("whoever has the link")

    @admin.display(description="contact")
    def contact_text(self, row: DraftRow) -> SafeString | str:
        """Return the address."""
        return as_lines(row.contact) if row.contact else "—"

    @admin.display(description="note")
    def note(self, row: DraftRow) -> str:
        """Return the note for the shopper."""
        return str((row.draft or {}).get("note") or "—")

    @admin.display(description="made by")
    def made_by(self, row: DraftRow) -> str:
        """Return who made it up."""
        return str((row.draft or {}).get("made_by", ""))

    @admin.display(description="stands until")
    def expires(self, row: DraftRow) -> datetime | None:
        """Return when it ends."""
        ends = (row.draft or {}).get("expires_at")
        return datetime.fromisoformat(ends) if ends else None

    @admin.display(description="order")
    def its_order(self, row: DraftRow) -> SafeString | str:
        """Return the order that was made of it."""
        return link("ordering.order", row.order_id, worded("the order")) if row.order_id else "—"


def _view(row: DraftRow) -> DraftView:
    return DraftView.of(
        draft_cart(row.pk),
        storefront=settings.SERAI_STOREFRONT_URL.rstrip("/"),
        secret=settings.SERAI_SECRET,
        now=now(),
    )


def _state(row: DraftRow) -> str:
    said = row.draft or {}
    if row.order_id is not None:
        return "ordered"
    if said.get("withdrawn"):
        return "withdrawn"
    return "expired" if now() >= datetime.fromisoformat(said["expires_at"]) else "open"
