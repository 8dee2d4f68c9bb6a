"""Files and keys that are sold, in the back office: what is left, and who got what."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from unfold.decorators import action
from unfold.widgets import (
    UnfoldAdminFileFieldWidget,
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from serai.kernel.clock import now
from serai.ordering.models import DigitalFile, DownloadGrant, LicenceKey
from serai.ordering.queries.digital.licence_pools import licence_pools
from serai.ordering.usecases.digital.stock_digital import AddFile, add_file, add_keys
from serai.plumbing.back_office import ReadOnlyAdmin, chip, link
from serai.plumbing.back_office.form_page import answer_form
from serai.plumbing.back_office.worded import worded

MAY_ADD_KEYS, MAY_ADD_FILES = "ordering.add_licencekey", "ordering.add_digitalfile"
_SHOWN = 20


class KeysForm(forms.Form):
    """Keys for an article's pool."""

    sku = forms.CharField(label="SKU", max_length=64, widget=UnfoldAdminTextInputWidget)
    keys = forms.CharField(
        required=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 8}),
        help_text="One a line; those that are in the pool already are left alone.",
    )
    file = forms.FileField(
        required=False, widget=UnfoldAdminFileFieldWidget, help_text="Or a text file of them."
    )

    def clean(self) -> dict[str, Any]:
        """Read the keys from either."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        text = said.get("keys") or ""
        if said.get("file"):
            try:
                text += "\n" + said["file"].read().decode("utf-8-sig")
            except UnicodeDecodeError:
                self.add_error("file", worded("It is no text in UTF-8."))
        said["read"] = [line.strip() for line in text.splitlines() if line.strip()]
        if not said["read"]:
            self.add_error("keys", worded("There are none."))
        return said


class FileForm(forms.Form):
    """A file that comes with an article."""

    sku = forms.CharField(label="SKU", max_length=64, widget=UnfoldAdminTextInputWidget)
    file = forms.FileField(widget=UnfoldAdminFileFieldWidget)
    most_downloads = forms.IntegerField(
        initial=5, min_value=1, max_value=1000, widget=UnfoldAdminIntegerFieldWidget
    )
    days = forms.IntegerField(
        initial=30,
        min_value=1,
        max_value=3650,
        widget=UnfoldAdminIntegerFieldWidget,
        help_text="For so long buyers may download it.",
    )


@admin.register(LicenceKey)
class LicenceKeyAdmin(ReadOnlyAdmin):
    """Keys, the newest first; their texts are shown to nobody but their buyers."""

    list_display: ClassVar[Any] = ("sku", "ending", "standing", "its_order", "given_at", "added_at")
    list_select_related: ClassVar[Any] = ("variant",)
    search_exactly = ("variant__sku",)
    search_help_text = "A SKU"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (*list_display, "revoked_at")
    readonly_fields: ClassVar[Any] = fields
    actions_list: ClassVar[Any] = ("to_pools",)
    permission_to_act = MAY_ADD_KEYS

    def get_urls(self) -> list[URLPattern]:
        """Return the pages' addresses, that of the pools first."""
        view = self.admin_site.admin_view(self.pools)
        urls: list[URLPattern] = super().get_urls()
        return [path("pools/", view, name="ordering_licencekey_pools"), *urls]

    @action(description="Pools", permissions=["act"], icon="add", url_path="to-pools")
    def to_pools(self, request: HttpRequest) -> HttpResponse:
        """Go to the page of pools, where keys are added."""
        return HttpResponseRedirect(reverse("admin:ordering_licencekey_pools"))

    def pools(self, request: HttpRequest) -> HttpResponse:
        """Show what is left, and put keys into a pool."""
        if not request.user.has_perm(MAY_ADD_KEYS):
            return HttpResponse(status=403)
        form = KeysForm(request.POST or None, request.FILES or None)

        def added() -> tuple[str, HttpResponse]:
            said = form.cleaned_data
            count = add_keys(said["sku"], said["read"], now=now())
            done = worded("{count} keys added to {sku}.", count=count, sku=said["sku"])
            return done, HttpResponseRedirect(request.path)

        left = "; ".join(
            worded(
                "{sku}: {left} left, {held} held, {given} given",
                sku=pool.sku,
                left=pool.left,
                held=pool.held,
                given=pool.given,
            )
            for pool in licence_pools(limit=_SHOWN)
        )
        return answer_form(
            self,
            request,
            form,
            added,
            title="Pools of keys",
            intro=worded("The emptiest first: {pools}.", pools=left or worded("there is none yet")),
            submit="Add keys",
        )

    @admin.display(description="SKU")
    def sku(self, row: LicenceKey) -> str:
        """Return the article's number."""
        return str(row.variant.sku)

    @admin.display(description="ends with")
    def ending(self, row: LicenceKey) -> str:
        """Return its last four signs."""
        return f"…{row.text[-4:]}" if len(row.text) > 8 else "…"

    @admin.display(description="state")
    def standing(self, row: LicenceKey) -> SafeString:
        """Return whose it is."""
        if row.revoked_at is not None:
            return chip("taken back", "bad")
        if row.given_at is not None:
            return chip("given", "good")
        return chip("held", "waiting") if row.order_id else chip("free", "plain")

    @admin.display(description="order")
    def its_order(self, row: LicenceKey) -> SafeString | str:
        """Return the order that it is for."""
        return link("ordering.order", row.order_id, worded("the order")) if row.order_id else "—"


@admin.register(DigitalFile)
class DigitalFileAdmin(ReadOnlyAdmin):
    """Files that are sold."""

    list_display: ClassVar[Any] = ("name", "sku", "size", "most_downloads", "days", "is_offered")
    list_select_related: ClassVar[Any] = ("variant",)
    search_exactly = ("variant__sku",)
    search_help_text = "A SKU"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (*list_display, "content_type", "sha256", "added_at", "id")
    readonly_fields: ClassVar[Any] = fields
    actions_list: ClassVar[Any] = ("to_put",)
    permission_to_act = MAY_ADD_FILES

    def get_queryset(self, request: HttpRequest) -> QuerySet[DigitalFile]:
        """Leave the files themselves where they are."""
        found: QuerySet[DigitalFile] = super().get_queryset(request).defer("content")
        return found

    def get_urls(self) -> list[URLPattern]:
        """Return the pages' addresses, that of adding one first."""
        view = self.admin_site.admin_view(self.put)
        urls: list[URLPattern] = super().get_urls()
        return [path("put/", view, name="ordering_digitalfile_put"), *urls]

    @action(description="Add a file", permissions=["act"], icon="upload_file", url_path="new")
    def to_put(self, request: HttpRequest) -> HttpResponse:
        """Go to the page on which a file is added."""
        return HttpResponseRedirect(reverse("admin:ordering_digitalfile_put"))

    def put(self, request: HttpRequest) -> HttpResponse:
        """Show the form, and let the file come with the article."""
        if not request.user.has_perm(MAY_ADD_FILES):
            return HttpResponse(status=403)
        form = FileForm(request.POST or None, request.FILES or None)

        def added() -> str:
            said = form.cleaned_data
            given = said["file"]
            command = AddFile(
                said["sku"],
                given.name[:200],
                (given.content_type or "application/octet-stream")[:100],
                given.read(),
                said["most_downloads"],
                said["days"],
            )
            add_file(command, now=now())
            return worded("{name} comes with {sku}.", name=command.name, sku=command.sku)

        return answer_form(
            self,
            request,
            form,
            added,
            title="Add a file",
            intro="It comes with the article from now on; the same content again changes its limits.",
            submit="Add it",
        )

    @admin.display(description="SKU")
    def sku(self, row: DigitalFile) -> str:
        """Return the article's number."""
        return str(row.variant.sku)


@admin.register(DownloadGrant)
class DownloadGrantAdmin(ReadOnlyAdmin):
    """Who may download what, and how often they did."""

    list_display: ClassVar[Any] = ("file", "its_order", "standing", "used", "expires_at", "last_at")
    list_select_related: ClassVar[Any] = ("file",)
    search_exactly = ("order",)
    search_help_text = "The id of an order"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (*list_display, "granted_at", "revoked_at")
    readonly_fields: ClassVar[Any] = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[DownloadGrant]:
        """Leave the files themselves where they are."""
        found: QuerySet[DownloadGrant] = super().get_queryset(request).defer("file__content")
        return found

    @admin.display(description="order")
    def its_order(self, row: DownloadGrant) -> SafeString:
        """Return the order that paid for it."""
        return link("ordering.order", row.order_id, worded("the order"))

    @admin.display(description="state")
    def standing(self, row: DownloadGrant) -> SafeString:
        """Return whether it may still be downloaded."""
        if row.revoked_at is not None:
            return chip("taken back", "bad")
        if row.expires_at <= now() or row.downloads >= row.most_downloads:
            return chip("over", "plain")
        return chip("open", "good")

    @admin.display(description="downloads")
    def used(self, row: DownloadGrant) -> str:
        """Return how often it was downloaded, of how often it may be."""
        return worded(
            "{downloads} of {most_downloads}",
            downloads=row.downloads,
            most_downloads=row.most_downloads,
        )
