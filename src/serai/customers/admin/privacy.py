"""Requests about personal data in the back office, and the buttons on a customer's page that make them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminTextInputWidget

from serai.customers.domain.privacy_request import DUE, OPEN, PrivacyState
from serai.customers.models import Customer, PrivacyRequest
from serai.customers.queries.privacy.export_link import export_link
from serai.customers.queries.privacy.request_view import PartView, PrivacyRequestView
from serai.customers.usecases.privacy.ask import ask_for_erasure, ask_for_export
from serai.customers.usecases.privacy.withdraw_erasure import withdraw_erasure
from serai.kernel.clock import now
from serai.plumbing.back_office import (
    ReadOnlyAdmin,
    act,
    as_lines,
    back_to,
    chip,
    instant,
    link,
    question,
)
from serai.plumbing.back_office.worded import worded

_TONES = {
    PrivacyState.ASKED: "waiting",
    PrivacyState.WAITING: "waiting",
    PrivacyState.WORKING: "waiting",
    PrivacyState.READY: "good",
    PrivacyState.DONE: "good",
    PrivacyState.EXPIRED: "plain",
    PrivacyState.WITHDRAWN: "plain",
}
REASONS = {
    "books": gettext_noop("tax and accounting law"),
    "pharmacy": gettext_noop("the law of medicines"),
    "controlled": gettext_noop("the law of controlled articles"),
    "proof": gettext_noop("a proof, under an id that names nobody"),
}
WAITS = {
    "order_under_way": gettext_noop("orders under way"),
    "return_open": gettext_noop("returns not settled"),
    "difference_open": gettext_noop("changes that wait for a payment"),
    "instalments_running": gettext_noop("instalments still to be paid"),
    "dispute_open": gettext_noop("open disputes"),
    "gift_card_unsent": gettext_noop("gift cards still to be sent"),
}


class ForgetForm(BaseDialogForm):
    """Makes sure that it is meant."""

    email = forms.CharField(
        max_length=254,
        widget=UnfoldAdminTextInputWidget,
        help_text="Type the customer's e-mail address to confirm.",
    )


_EXPORT = question(
    "Put their data together?",
    "Everything that is held of this person becomes one file, kept for a week.",
    submit="Put together",
    form=BaseDialogForm,
)
_FORGET = question(
    "Forget this person?",
    "It begins at once, or as soon as orders under way have ended, and cannot be undone.",
    submit="Forget",
    form=ForgetForm,
)
_WITHDRAW = question(
    "Let them be remembered?",
    "Possible as long as nothing was deleted yet.",
    submit="Take it back",
    form=BaseDialogForm,
)


class PrivacyButtons(ReadOnlyAdmin):
    """What a customer's page offers about their data."""

    def has_privacy_permission(
        self,
        request: HttpRequest,
        object_id: str | None = None,
    ) -> bool:
        """Return whether the reader may export and forget persons."""
        return bool(request.user.has_perm("customers.change_privacyrequest"))

    @action(
        description="Export their data",
        permissions=["privacy"],
        icon="download",
        url_path="export-data",
        dialog=_EXPORT,
    )
    def export_data(
        self, request: HttpRequest, form: BaseDialogForm, object_id: str
    ) -> HttpResponse:
        """Have everything that is held of the customer put together."""
        return self._asked(request, object_id, ask_for_export, worded("It is being put together."))

    @action(
        description="Forget this person",
        permissions=["privacy"],
        icon="person_remove",
        url_path="forget",
        dialog=_FORGET,
    )
    def forget(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Have the customer forgotten, once the address was typed."""
        row = self.get_object(request, object_id)
        if form.cleaned_data["email"].strip().lower() != row.email:
            self.message_user(request, gettext("That is another e-mail address."), level="ERROR")
            return back_to(request, Customer, object_id)
        return self._asked(
            request, object_id, ask_for_erasure, worded("The request is written down.")
        )

    def _asked(
        self,
        request: HttpRequest,
        object_id: str,
        ask: Callable[..., PrivacyRequestView],
        done: str,
    ) -> HttpResponse:
        row, made = self.get_object(request, object_id), []

        def change() -> None:
            made.append(ask(row.pk, by=request.user.get_username(), now=now()))

        act(self, request, row, change, done)
        if not made:
            return back_to(request, Customer, object_id)
        return back_to(request, PrivacyRequest, made[0].id)


@admin.register(PrivacyRequest)
class PrivacyRequestAdmin(ReadOnlyAdmin):
    """Who asked to see their data or to be forgotten, what it waits for, and what became of it."""

    list_display: ClassVar[Any] = (
        "asked_at",
        "kind",
        "standing",
        "due",
        "asked_by",
        "customer_link",
    )
    list_filter: ClassVar[Any] = ("state",)
    search_exactly = ("id", "customer_id")
    search_help_text = "An id, of the request or of the customer"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (
        "kind",
        "standing",
        "customer_link",
        "asked_at",
        "asked_by",
        "begins_at",
        "due",
        "waiting",
        "file",
        "ended_at",
        "became",
        "again_at",
        "id",
    )
    readonly_fields: ClassVar[Any] = fields
    actions_detail: ClassVar[Any] = ("take_back",)
    permission_to_act = "customers.change_privacyrequest"

    def get_queryset(self, request: HttpRequest) -> QuerySet[PrivacyRequest]:
        """Leave the files where they are."""
        found: QuerySet[PrivacyRequest] = super().get_queryset(request).defer("content")
        return found

    @action(description="Take it back", permissions=["act"], icon="undo", dialog=_WITHDRAW)
    def take_back(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Let the person be remembered."""
        row = self.get_object(request, object_id)
        act(self, request, row, lambda: withdraw_erasure(row.pk), "They are remembered.")
        return back_to(request, PrivacyRequest, object_id)

    @admin.display(description="state")
    def standing(self, row: PrivacyRequest) -> SafeString:
        """Return where the request stands."""
        return chip(row.state, _TONES[PrivacyState(row.state)])

    @admin.display(description="customer")
    def customer_link(self, row: PrivacyRequest) -> SafeString:
        """Return the customer's page."""
        return link("customers.customer", row.customer_id, gettext("the customer"))

    @admin.display(description="answer due by")
    def due(self, row: PrivacyRequest) -> SafeString | str:
        """Return by when the law wants an answer; in red when that is over."""
        due_by: datetime = row.asked_at + DUE
        if row.state in OPEN and due_by < now():
            return chip(instant(due_by), "bad")
        return instant(due_by)

    @admin.display(description="waits for")
    def waiting(self, row: PrivacyRequest) -> SafeString | str:
        """Return what must end first."""
        told = {gettext(WAITS.get(code, code)): count for code, count in row.waits_for.items()}
        return as_lines(told) if told else "—"

    @admin.display(description="file")
    def file(self, row: PrivacyRequest) -> SafeString | str:
        """Return where the export can be fetched."""
        url = export_link(PrivacyRequestView.of(row), now=now())
        if url is None:
            return "—"
        return format_html('<a class="bo-link" href="{}">{}</a>', url, gettext("Download"))

    @admin.display(description="what became of it")
    def became(self, row: PrivacyRequest) -> SafeString | str:
        """Return what was erased, and what is kept, why and until when, in a table."""
        parts = [part for part in PrivacyRequestView.of(row).parts if part.erased or part.kept]
        if not parts:
            return "—"
        lines = format_html_join("", "<tr>" + "<td>{}</td>" * 5 + "</tr>", map(_line, parts))
        head = ("what", "context", "erased", "kept", "why, and until when")
        names = format_html_join("", '<th scope="col">{}</th>', ((gettext(each),) for each in head))
        return format_html(
            '<table class="bo-table"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>',
            names,
            lines,
        )


def _line(part: PartView) -> tuple[str, str, int, int, str]:
    why = gettext(REASONS.get(part.reason, part.reason)) if part.kept else ""
    if part.kept and part.until:
        why = f"{why}, {part.until:%Y-%m-%d}"
    return gettext(part.what), part.context, part.erased, part.kept, why
