"""The queue of the pharmacist: what is sold on prescription, released or refused line by line."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import (
    UnfoldAdminDateWidget,
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelectWidget,
)

from serai.kernel.clock import now
from serai.kernel.errors import DomainError
from serai.ordering.domain.prescriptions.states import LineAction, LineState
from serai.ordering.models import PrescribedLine
from serai.ordering.queries.prescriptions.dossier import dossier
from serai.ordering.usecases.prescriptions.decide_prescription import (
    MOST_REFILLS,
    DecidePrescription,
    LineDecision,
    decide_prescription,
)
from serai.ordering.usecases.prescriptions.open_prescription import open_prescription
from serai.plumbing.back_office import ReadOnlyAdmin, act, as_text, back_to, chip, link, question
from serai.plumbing.back_office.worded import worded

_TONES = {LineState.WAITING: "waiting", LineState.RELEASED: "good", LineState.REFUSED: "bad"}
_FILE, _REFILL = "file", "refill"


class ReleaseForm(BaseDialogForm):
    """What the release rests on, and what it allows."""

    rests_on = forms.ChoiceField(choices=[], widget=UnfoldAdminSelectWidget, label="Rests on")
    refills = forms.IntegerField(
        initial=0,
        min_value=0,
        max_value=MOST_REFILLS,
        widget=UnfoldAdminIntegerFieldWidget,
        help_text="How often the same shopper may order it again by this prescription.",
    )
    valid_until = forms.DateField(
        required=False, widget=UnfoldAdminDateWidget, label="Refills until"
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Offer the files of the order, and what could be refilled."""
        super().__init__(request, *args, **kwargs)
        field = self.fields["rests_on"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = _sources(UUID(str(self.object_id)))


_RELEASE = question(
    "Release this?",
    "When nothing of the order waits any more, it goes on its way and its shopper is told.",
    submit="Release",
    form=ReleaseForm,
)
_REFUSE = question(
    "Refuse this?",
    "It is called off, its money goes back, and its shopper is told why.",
    submit="Refuse",
)


@admin.register(PrescribedLine)
class PrescribedLineAdmin(ReadOnlyAdmin):
    """What is prescribed, the newest first; the filter "waiting" is the queue."""

    list_display: ClassVar[Any] = (
        "asked_at",
        "standing",
        "order_link",
        "article",
        "units",
        "reason",
    )
    list_filter: ClassVar[Any] = ("state",)
    list_select_related: ClassVar[Any] = ("order",)
    search_exactly = ("order__number",)
    search_help_text = "The number of an order"
    ordering: ClassVar[Any] = ("-id",)
    fieldsets: ClassVar[Any] = (
        (None, {"fields": ("standing", "order_link", "article", "units", "files", "reason")}),
        ("Decided", {"fields": ("decided_at", "decided_by", "rests_on")}),
        ("Refills", {"fields": ("refills", "refills_used", "valid_until", "refill_of")}),
        ("Who has looked", {"fields": ("looks",)}),
    )
    readonly_fields: ClassVar[Any] = tuple(
        name for _, fieldset in fieldsets for name in fieldset["fields"]
    )
    actions_detail: ClassVar[Any] = ("release", "refuse")
    permission_to_act = "ordering.change_prescribedline"

    @action(description="Release", permissions=["act"], icon="check", dialog=_RELEASE)
    def release(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Let the goods go."""
        line, told = self.get_object(request, object_id), form.cleaned_data
        kind, _, source = told["rests_on"].partition(" ")
        decision = LineDecision(
            line.position,
            LineAction.RELEASE,
            prescription_id=UUID(source) if kind == _FILE else None,
            refill_of=UUID(source) if kind == _REFILL else None,
            refills=told["refills"],
            valid_until=told["valid_until"],
        )
        return self._decide(request, line, decision, worded("Released."))

    @action(description="Refuse", permissions=["act"], icon="block", dialog=_REFUSE)
    def refuse(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Call the line off."""
        line, reason = self.get_object(request, object_id), form.cleaned_data["reason"]
        decision = LineDecision(line.position, LineAction.REFUSE, reason)
        return self._decide(request, line, decision, worded("Refused: {reason}", reason=reason))

    def _decide(
        self, request: HttpRequest, line: PrescribedLine, decision: LineDecision, done: str
    ) -> HttpResponse:
        command = DecidePrescription(line.order_id, [decision], request.user.get_username())
        act(self, request, line, lambda: decide_prescription(command, now=now()), done)
        return back_to(request, PrescribedLine, line.pk)

    def get_urls(self) -> list[URLPattern]:
        """Return the page's addresses, and that of the files."""
        opened = path(
            "file/<uuid:prescription_id>/",
            self.admin_site.admin_view(self.open_file),
            name="ordering_prescription_file",
        )
        urls: list[URLPattern] = super().get_urls()
        return [opened, *urls]

    def open_file(self, request: HttpRequest, prescription_id: UUID) -> HttpResponse:
        """Show a prescription to a pharmacist, and note that."""
        if not request.user.has_perm(self.permission_to_act):
            raise PermissionDenied
        try:
            opened = open_prescription(prescription_id, by=request.user.get_username(), now=now())
        except DomainError as refusal:
            raise Http404(str(refusal)) from refusal
        return HttpResponse(
            opened.content,
            content_type=opened.content_type,
            headers={
                "Content-Disposition": "inline",
                "Cache-Control": "private, no-store",
                "X-Content-Type-Options": "nosniff",
                "Content-Security-Policy": "sandbox; default-src 'none'",
            },
        )

    @admin.display(description="state")
    def standing(self, line: PrescribedLine) -> SafeString:
        """Return what was decided."""
        return chip(line.state, _TONES[LineState(line.state)])

    @admin.display(description="order")
    def order_link(self, line: PrescribedLine) -> SafeString:
        """Return the order's page."""
        return link("ordering.order", line.order_id, line.order.number)

    @admin.display(description="article")
    def article(self, line: PrescribedLine) -> str:
        """Return what it is."""
        return f"{line.name} ({line.sku})"

    @admin.display(description="prescriptions")
    def files(self, line: PrescribedLine) -> SafeString | str:
        """Return links to what was handed in; each press is noted."""
        there = dossier(line.order_id, today=now().date()).files
        return format_html_join(
            mark_safe("<br>"),
            '<a class="font-medium text-primary-600" href="{}" target="_blank" rel="noopener">{}</a>',
            (
                (reverse("admin:ordering_prescription_file", args=[each.id]), each.name)
                for each in there
            ),
        ) or worded("None yet: the shopper was asked for it.")

    @admin.display(description="rests on")
    def rests_on(self, line: PrescribedLine) -> str:
        """Return by what it was released."""
        if line.refill_of_id:
            return worded("a refill")
        return worded("a prescription") if line.prescription_id else "—"

    @admin.display(description="looks")
    def looks(self, line: PrescribedLine) -> SafeString | str:
        """Return who has had the files in their hands."""
        found = dossier(line.order_id, today=now().date()).looks
        lines = [f"{each.at:%Y-%m-%d %H:%M} {each.action} {each.name}: {each.by}" for each in found]
        return as_text("\n".join(lines)) if lines else "—"


def _sources(line_id: UUID) -> list[tuple[str, str]]:
    """Return what a line can be released by."""
    line = PrescribedLine.objects.get(pk=line_id)
    there = dossier(line.order_id, today=now().date())
    files = [(f"{_FILE} {each.id}", each.name) for each in there.files]
    refills = [
        (
            f"{_REFILL} {each.refill_of}",
            worded(
                "Refill of order {order_number}, {left} left",
                order_number=each.order_number,
                left=each.left,
            ),
        )
        for each in there.refills
        if each.position == line.position
    ]
    return [*files, *refills]
