"""A list with a page for each channel, where what the channel offers is written in rows."""

from abc import abstractmethod
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from serai.catalog.public import ChannelNotFound, ChannelView, channel, channels
from serai.kernel.errors import DomainError
from serai.plumbing.back_office import ReadOnlyAdmin
from serai.plumbing.back_office.form_rows import FormRows, RowsOf
from serai.plumbing.back_office.rule_editor import style_address
from serai.plumbing.back_office.worded import why_not, worded


class RowsOfChannelAdmin(ReadOnlyAdmin):
    """What channels were told, by channel; above the list a page for each channel."""

    list_display_links: ClassVar[Any] = None
    search_exactly = ("channel_code",)
    search_help_text = "A channel's code"
    page_name: str
    """The name of a channel's page among the addresses of the back office."""
    rows: RowsOf

    @abstractmethod
    def count(self, channel_code: str) -> int:
        """Return the number that stands beside a channel above the list."""

    @abstractmethod
    def title_of(self, place: ChannelView) -> str:
        """Return the title of a channel's page."""

    @abstractmethod
    def said(self, place: ChannelView) -> list[dict[str, Any]]:
        """Return what a channel was told, as the rows say it."""

    @abstractmethod
    def tell(self, place: ChannelView, said: list[dict[str, Any]]) -> str:
        """
        Let a channel do what the rows say.

        Returns:
            What it does from now on, such as "takes 3 methods".

        Raises:
            DomainError, ValueError: the rows make no sense.
        """

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the list, and above it the channels."""
        told = [(each, self.count(each.code)) for each in channels()]
        page: HttpResponse = super().changelist_view(
            request, {**(extra_context or {}), "channels": told}
        )
        return page

    def get_urls(self) -> list[Any]:
        """Return the pages, with that of a channel."""
        of = path(
            "of/<str:channel_code>/",
            self.admin_site.admin_view(self.of_channel),
            name=self.page_name,
        )
        return [of, *super().get_urls()]

    def of_channel(self, request: HttpRequest, channel_code: str) -> HttpResponse:
        """Show what a channel was told, or let it be what was written."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            place = channel(channel_code)
        except ChannelNotFound as unknown:
            raise Http404(str(unknown)) from None
        if request.method != "POST":
            return self._page(request, place, FormRows(self.rows, None, self.said(place)))
        if not self.has_act_permission(request):
            raise PermissionDenied
        rows = FormRows(self.rows, request.POST, ())
        if "more_rows" in request.POST:
            return self._page(request, place, rows.grown())
        if rows.is_valid() and self._set(request, place, rows):
            return HttpResponseRedirect(reverse(f"admin:{self.page_name}", args=[place.code]))
        return self._page(request, place, rows, status=422)

    def _set(self, request: HttpRequest, place: ChannelView, rows: FormRows) -> bool:
        try:
            does = self.tell(place, rows.said)
        except (DomainError, ValueError) as refusal:
            messages.error(request, why_not(refusal))
            return False
        for row in self.get_queryset(request).filter(channel_code=place.code)[:1]:
            self.log_change(request, row, f"{place.code} {does}.")
        messages.success(request, worded("{name} {does} from now on.", name=place.name, does=does))
        return True

    def _page(
        self, request: HttpRequest, place: ChannelView, rows: FormRows, *, status: int = 200
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": self.title_of(place),
            "opts": self.model._meta,
            "rows": rows,
            "currency": place.currency,
            "may_change": self.has_act_permission(request),
            "style": style_address(),
        }
        return TemplateResponse(request, "payments/methods.html", context, status=status)
