"""How far prices move by themselves: the budget, the stop, and the way back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import SafeString
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminIntegerFieldWidget, UnfoldAdminTextInputWidget

from serai.kernel.clock import now
from serai.kernel.errors import DomainError
from serai.plumbing.back_office import ReadOnlyAdmin, chip, question
from serai.plumbing.back_office.worded import why_not, worded
from serai.pricing.models import PriceMoves
from serai.pricing.queries.proposals.price_moves import USUAL_BUDGET, PriceMovesView, price_moves
from serai.pricing.usecases.proposals.put_prices_back import put_prices_back
from serai.pricing.usecases.proposals.set_price_moves import MOST_A_DAY, set_price_moves


class ChannelForm(BaseDialogForm):
    """Which channel."""

    channel = forms.CharField(max_length=64, initial="web", widget=UnfoldAdminTextInputWidget)


class BudgetForm(ChannelForm):
    """How many prices may move a day."""

    most_a_day = forms.IntegerField(
        label="most a day",
        min_value=0,
        max_value=MOST_A_DAY,
        initial=USUAL_BUDGET,
        widget=UnfoldAdminIntegerFieldWidget,
    )


class BackForm(ChannelForm):
    """How far back."""

    hours = forms.IntegerField(
        min_value=1, max_value=24 * 31, initial=24, widget=UnfoldAdminIntegerFieldWidget
    )


_BUDGET = question(
    "How many prices may move a day?",
    "It starts again what was stopped. Whether prices move at all says the slot prices.moves.",
    submit="Set",
    form=BudgetForm,
)
_STOP = question(
    "Stop all moves?",
    "No price of the channel moves by itself from this moment on.",
    submit="Stop",
    form=ChannelForm,
)
_BACK = question(
    "Put prices back?",
    "What has moved by itself in these hours costs what it did before; what somebody has set since stays.",
    submit="Put back",
    form=BackForm,
)


@admin.register(PriceMoves)
class PriceMovesAdmin(ReadOnlyAdmin):
    """Channels whose prices may move by themselves."""

    list_display: ClassVar[Any] = ("channel_id", "standing", "most_a_day", "moved", "updated_at")
    search_exactly = ("channel_id",)
    search_help_text = "A channel's code"
    ordering: ClassVar[Any] = ("pk",)
    fields: ClassVar[Any] = (*list_display, "stopped_at", "stopped_by")
    readonly_fields: ClassVar[Any] = fields
    actions_list: ClassVar[Any] = ("stop", "set_budget", "put_back")
    permission_to_act = "pricing.change_pricemoves"

    @admin.display(description="state")
    def standing(self, row: PriceMoves) -> SafeString:
        """Return whether anything moves."""
        if row.stopped_at is not None:
            return chip("stopped", "bad")
        return chip("may move", "good") if _view(row).deciding else chip("slot is off", "plain")

    @admin.display(description="moved in 24 hours")
    def moved(self, row: PriceMoves) -> int:
        """Return how many prices moved lately."""
        return _view(row).moved

    @action(description="Stop", permissions=["act"], icon="stop", url_path="stop", dialog=_STOP)
    def stop(self, request: HttpRequest, form: BaseDialogForm) -> HttpResponse:
        """Stop all moves of a channel."""
        said = form.cleaned_data["channel"]
        return self._do(
            request,
            lambda: _set(request, said, price_moves(said, now=now()).most_a_day, stopped=True),
            worded("Nothing moves any more."),
        )

    @action(
        description="Set the budget",
        permissions=["act"],
        icon="tune",
        url_path="budget",
        dialog=_BUDGET,
    )
    def set_budget(self, request: HttpRequest, form: BaseDialogForm) -> HttpResponse:
        """Let so many prices move a day."""
        said = form.cleaned_data
        return self._do(
            request,
            lambda: _set(request, said["channel"], said["most_a_day"], stopped=False),
            worded("The budget is set."),
        )

    @action(
        description="Put prices back",
        permissions=["act"],
        icon="undo",
        url_path="back",
        dialog=_BACK,
    )
    def put_back(self, request: HttpRequest, form: BaseDialogForm) -> HttpResponse:
        """Let what has moved lately cost what it did before."""
        said, at = form.cleaned_data, now()
        since = at - timedelta(hours=said["hours"])
        return self._do(
            request,
            lambda: put_prices_back(said["channel"], since=since, now=at),
            worded("The prices are back."),
        )

    def _do(self, request: HttpRequest, act: Callable[[], object], done: str) -> HttpResponse:
        try:
            act()
        except DomainError as refusal:
            messages.error(request, why_not(refusal))
        else:
            messages.success(request, done)
        address = reverse("admin:pricing_pricemoves_changelist")
        if "HX-Request" in request.headers:
            return HttpResponse(headers={"HX-Redirect": address})
        return HttpResponseRedirect(address)


def _set(request: HttpRequest, channel: str, most_a_day: int, *, stopped: bool) -> None:
    by = request.user.get_username()
    set_price_moves(channel, most_a_day=most_a_day, stopped=stopped, by=by, now=now())


def _view(row: PriceMoves) -> PriceMovesView:
    return price_moves(row.channel_id, now=now())
