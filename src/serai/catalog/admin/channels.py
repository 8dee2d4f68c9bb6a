"""Places of sale."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminTextareaWidget

from serai.catalog.models import Channel
from serai.catalog.usecases.allow_origins import allow_origins
from serai.plumbing.back_office import ReadOnlyAdmin, act, back_to, question


class OriginsForm(BaseDialogForm):
    """Origins, one a line."""

    origins = forms.CharField(
        required=False,
        widget=UnfoldAdminTextareaWidget,
        help_text="One a line, such as https://shop.example.com. They replace those named before.",
    )


_ORIGINS = question(
    "Which pages may call this channel?",
    "Browsers let only pages of these origins call the shop's API with the channel's publishable keys.",
    submit="Allow them",
    form=OriginsForm,
)


@admin.register(Channel)
class ChannelAdmin(ReadOnlyAdmin):
    """Places of sale."""

    list_display: ClassVar[Any] = (
        "code",
        "name",
        "currency",
        "locale",
        "country",
        "time_zone",
        "prices_include_tax",
    )
    search_exactly = ("code",)
    ordering: ClassVar[Any] = ("code",)
    actions_detail: ClassVar[Any] = ("allow_origins_here",)
    permission_to_act = "catalog.change_channel"

    @action(
        description="Pages that may call it",
        permissions=["act"],
        icon="public",
        url_path="origins",
        dialog=_ORIGINS,
    )
    def allow_origins_here(
        self, request: HttpRequest, form: BaseDialogForm, object_id: str
    ) -> HttpResponse:
        """Say which pages may call the shop's API from a browser."""
        channel = self.get_object(request, object_id)
        origins = form.cleaned_data["origins"].split()
        act(
            self,
            request,
            channel,
            lambda: allow_origins(channel.code, origins),
            f"Pages that may call it: {', '.join(origins) or 'none'}.",
        )
        return back_to(request, Channel, object_id)
