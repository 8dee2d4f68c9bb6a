"""The log in the back office: its heads, its keys, where it is anchored, and proof of a record."""

import json
from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.decorators import action
from unfold.forms import BaseDialogForm

from serai.attest.domain.verifier import NotProven, check_evidence
from serai.attest.models import AnchoredHead, SigningKey, TreeHead
from serai.attest.ports import RecordSources
from serai.attest.queries.evidence import evidence
from serai.attest.queries.log_overview import log_overview
from serai.attest.usecases.rotate_key import rotate_key
from serai.kernel.clock import now
from serai.kernel.errors import DomainError
from serai.plumbing.back_office import ReadOnlyAdmin, ReasonForm, act, as_text, chip, question
from serai.plumbing.back_office.worded import why_not, worded
from serai.plumbing.json import as_builtins
from serai.plumbing.wiring import bound

_ROTATE = question(
    "Let a new key sign?",
    "The key of today vouches for the new one and is then forgotten. What it signed stays valid. Do this"
    " once a year, when somebody leaves who could read the shop's secret, and when in doubt.",
    submit="Make a new key",
    form=ReasonForm,
)


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:18]}…{text[-18:]}"


@admin.register(TreeHead)
class TreeHeadAdmin(ReadOnlyAdmin):
    """Signed heads, the newest first; above them the log itself."""

    list_display: ClassVar[Any] = ("signed_at", "records", "root_text", "signed_with")
    list_select_related: ClassVar[Any] = ("key",)
    list_before_template = "attest/log.html"
    search_exactly = ("size",)
    search_help_text = "How many records it covers"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = ("records", "signed_at", "root_text", "whole_note")
    readonly_fields: ClassVar[Any] = fields

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Return the list, with the log above it; one statement more."""
        names = [source.name for source in bound(RecordSources).sources]
        page: TemplateResponse = super().changelist_view(
            request, {**(extra_context or {}), "log": log_overview(), "sources": names}
        )
        return page

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        """Return the heads of a size."""
        term = search_term.strip()
        if not term:
            return queryset, False
        is_size = term.isascii() and term.isdecimal() and len(term) < 16
        return queryset.filter(size=int(term)) if is_size else queryset.none(), False

    def get_urls(self) -> list[Any]:
        """Return the pages, with the proof of a record among them."""
        prove = path("prove/", self.admin_site.admin_view(self.prove), name="attest_prove")
        return [prove, *super().get_urls()]

    def prove(self, request: HttpRequest) -> HttpResponse:
        """Show a record, check its proof as anybody could, and hand the evidence out."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        source, key = request.GET.get("source", ""), request.GET.get("key", "").strip()
        context = {
            **self.admin_site.each_context(request),
            "title": worded("Proof"),
            "source": source,
            "key": key,
        }
        try:
            found = evidence(source, key)
        except DomainError as refusal:
            more = {"refusal": why_not(refusal), "verdict": chip("not proven", "bad")}
            return TemplateResponse(request, "attest/evidence.html", {**context, **more})
        plain = as_builtins(found)
        if request.GET.get("download"):
            return HttpResponse(
                json.dumps(plain, indent=2, ensure_ascii=False),
                content_type="application/json",
                headers={"Content-Disposition": 'attachment; filename="evidence.json"'},
            )
        proven: dict[str, Any] = {"evidence": found, "verdict": chip("proven", "good")}
        try:
            check_evidence(plain)
        except NotProven as fault:
            proven |= {"fault": str(fault), "verdict": chip("not proven", "bad")}
        return TemplateResponse(request, "attest/evidence.html", {**context, **proven})

    @admin.display(description="records")
    def records(self, head: TreeHead) -> SafeString:
        """Return how many records it covers."""
        return format_html('<span class="bo-amount">{}</span>', f"{head.size:,}")

    @admin.display(description="root")
    def root_text(self, head: TreeHead) -> str:
        """Return the root as hexadecimal text."""
        return bytes(head.root).hex()

    @admin.display(description="signed by")
    def signed_with(self, head: TreeHead) -> str:
        """Return the key, shortened."""
        return _short(head.key.vkey)

    @admin.display(description="signed note")
    def whole_note(self, head: TreeHead) -> SafeString:
        """Return what was signed, and the signature."""
        return as_text(head.note)


@admin.register(SigningKey)
class SigningKeyAdmin(ReadOnlyAdmin):
    """Every key the log ever had. Only the one in use can sign, and nobody can read it here."""

    list_display: ClassVar[Any] = ("public_key", "standing", "created_at", "retired_at")
    search_exactly = ("vkey",)
    search_help_text = "A whole public key"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = ("public_key", "standing", "vouched", "created_at", "retired_at")
    readonly_fields: ClassVar[Any] = fields
    actions_list: ClassVar[Any] = ("rotate",)
    permission_to_act = "attest.change_signingkey"

    @action(
        description="Rotate the key",
        permissions=["act"],
        icon="autorenew",
        url_path="rotate",
        dialog=_ROTATE,
    )
    def rotate(self, request: HttpRequest, form: BaseDialogForm) -> HttpResponse:
        """Retire the key in use and make another."""
        key = SigningKey.objects.filter(retired_at=None).first()
        done = worded("A new key signs now: {reason}", reason=form.cleaned_data["reason"])
        act(self, request, key or SigningKey(), lambda: rotate_key(now=now()), done)
        address = reverse("admin:attest_signingkey_changelist")
        if "HX-Request" in request.headers:
            return HttpResponse(headers={"HX-Redirect": address})
        return HttpResponseRedirect(address)

    @admin.display(description="public key")
    def public_key(self, key: SigningKey) -> str:
        """Return the key as signed notes write it."""
        return key.vkey

    @admin.display(description="state")
    def standing(self, key: SigningKey) -> SafeString:
        """Return whether it signs."""
        return chip("retired", "plain") if key.retired_at else chip("in use", "good")

    @admin.display(description="vouched for by the key before it")
    def vouched(self, key: SigningKey) -> str:
        """Return the signature of the key before."""
        return bytes(key.endorsement).hex() or worded("no: it is the first one")


@admin.register(AnchoredHead)
class AnchoredHeadAdmin(ReadOnlyAdmin):
    """Heads that are kept outside of the database, the newest first."""

    list_display: ClassVar[Any] = ("anchored_at", "anchor", "records", "reference")
    list_select_related: ClassVar[Any] = ("head",)
    search_exactly = ("anchor",)
    search_help_text = "An anchor's name, such as file"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = ("anchored_at", "anchor", "records", "reference")
    readonly_fields: ClassVar[Any] = fields

    @admin.display(description="records")
    def records(self, anchored: AnchoredHead) -> SafeString:
        """Return how many records the head covers."""
        return format_html('<span class="bo-amount">{}</span>', f"{anchored.head.size:,}")
