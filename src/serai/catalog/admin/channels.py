"""Places of sale."""

from typing import Any, ClassVar
from zoneinfo import available_timezones

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import (
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanSwitchWidget,
)

from serai.catalog.models import Channel
from serai.catalog.usecases.allow_origins import allow_origins
from serai.catalog.usecases.create_channel import CreateChannel, create_channel
from serai.plumbing.back_office import ReadOnlyAdmin, act, back_to, question
from serai.plumbing.back_office.form_page import answer_form
from serai.plumbing.back_office.worded import worded


class OriginsForm(BaseDialogForm):
    """Origins, one a line."""

    origins = forms.CharField(
        required=False,
        widget=UnfoldAdminTextareaWidget,
        help_text="One a line, such as https://shop.example.com. They replace those named before.",
    )


class ChannelForm(forms.Form):
    """A place of sale."""

    code = forms.SlugField(
        label="code",
        max_length=64,
        widget=UnfoldAdminTextInputWidget,
        help_text="Short and stable: web. It never changes.",
    )
    name = forms.CharField(label="name", max_length=200, widget=UnfoldAdminTextInputWidget)
    currency = forms.CharField(
        label="currency",
        min_length=3,
        max_length=3,
        widget=UnfoldAdminTextInputWidget,
        help_text="Of its prices, three letters: EUR.",
    )
    country = forms.CharField(
        label="country",
        min_length=2,
        max_length=2,
        widget=UnfoldAdminTextInputWidget,
        help_text="Its home, two letters: DE.",
    )
    locale = forms.CharField(
        label="language",
        max_length=35,
        widget=UnfoldAdminTextInputWidget,
        help_text="What a shopper reads without asking: en, he, pt-BR.",
    )
    locales = forms.CharField(
        label="other languages",
        required=False,
        max_length=300,
        widget=UnfoldAdminTextInputWidget,
        help_text="Those on offer beside it: ru, ar.",
    )
    time_zone = forms.ChoiceField(
        label="time zone",
        choices=[(name, name) for name in sorted(available_timezones())],
        initial="UTC",
        widget=UnfoldAdminSelectWidget,
        help_text="Where its days begin.",
    )
    prices_include_tax = forms.BooleanField(
        label="prices include tax", required=False, widget=UnfoldBooleanSwitchWidget
    )

    def write(self) -> str:
        """Open the channel; return what was done, in words."""
        said = dict(self.cleaned_data)
        for name in ("country", "currency"):
            said[name] = said[name].upper()
        said["locales"] = tuple(said["locales"].replace(",", " ").split())
        opened = create_channel(CreateChannel(**said))
        return worded("{name} is open: what is sold there, products say.", name=opened.name)


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
    actions_list: ClassVar[Any] = ("open_channel",)
    actions_detail: ClassVar[Any] = ("allow_origins_here",)
    permission_to_act = "catalog.change_channel"

    @action(description="New channel", permissions=["act"], icon="add", url_path="open")
    def open_channel(self, request: HttpRequest) -> HttpResponse:
        """Open a place of sale."""
        form = ChannelForm(request.POST or None)
        return answer_form(
            self,
            request,
            form,
            form.write,
            title="Where do you sell?",
            intro="A channel has a currency, a language and a home. Its currency and code stay for good.",
            submit="Open it",
        )

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
            worded(
                "Pages that may call it: {origins}.", origins=", ".join(origins) or worded("none")
            ),
        )
        return back_to(request, Channel, object_id)
