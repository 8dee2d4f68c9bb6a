"""In what channels wrap gifts, in the back office."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import (
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from serai.kernel.clock import now
from serai.kernel.errors import DomainError
from serai.ordering.domain.wrapping import WrapPer
from serai.ordering.models import GiftWrapRow
from serai.ordering.usecases.gift_wrap.change_gift_wrap import remove_gift_wrap, write_gift_wrap
from serai.ordering.usecases.gift_wrap.set_gift_wraps import OfferedWrap
from serai.plumbing.back_office import ReadOnlyAdmin, act_on_each, question, to_list
from serai.plumbing.back_office.worded import why_not, worded

_PER = [
    (WrapPer.UNIT.value, "each unit on its own"),
    (WrapPer.LINE.value, "all units of an article together"),
    (WrapPer.ORDER.value, "all that is ordered together"),
]


class WrapForm(BaseDialogForm):
    """One way of wrapping; name, price and tax are those of its article."""

    channel_code = forms.CharField(
        label="channel", max_length=64, widget=UnfoldAdminTextInputWidget
    )
    sku = forms.CharField(
        label="article (SKU)",
        max_length=64,
        widget=UnfoldAdminTextInputWidget,
        help_text="An article whose terms say that it is a service.",
    )
    per = forms.ChoiceField(label="wraps", choices=_PER, widget=UnfoldAdminSelectWidget)
    excluded_skus = forms.CharField(
        label="does not wrap (SKU)",
        required=False,
        max_length=100_000,
        widget=UnfoldAdminTextareaWidget,
        help_text="Between spaces, commas or lines.",
    )

    def wrap(self) -> OfferedWrap:
        """Return the way of wrapping as it was typed."""
        said = self.cleaned_data
        excluded = said["excluded_skus"].replace(",", " ").split()
        return OfferedWrap(said["sku"].strip(), WrapPer(said["per"]), tuple(excluded))


class ChangeWrapForm(WrapForm):
    """A way that is there: its channel and its article stay."""

    def __init__(
        self, request: HttpRequest, object_id: Any = None, *args: Any, **kwargs: Any
    ) -> None:
        """Show the way as it is."""
        row = GiftWrapRow.objects.select_related("variant").get(pk=object_id)
        kwargs["initial"] = {
            "channel_code": row.channel_code,
            "sku": row.variant.sku,
            "per": row.per,
            "excluded_skus": "\n".join(row.excluded_skus),
        }
        super().__init__(request, object_id, *args, **kwargs)
        self.fields["channel_code"].disabled = self.fields["sku"].disabled = True


_KEPT = "Carts that have chosen another way keep it."
_NEW = question("Offer a way of wrapping", _KEPT, submit="Offer it", form=WrapForm)
_CHANGE = question("Change the way of wrapping?", _KEPT, submit="Change it", form=ChangeWrapForm)


@admin.register(GiftWrapRow)
class GiftWrapAdmin(ReadOnlyAdmin):
    """In what channels wrap gifts."""

    list_display: ClassVar[Any] = (
        "channel_code",
        "variant",
        "per",
        "place",
        "excluded",
        "changed_at",
    )
    list_select_related: ClassVar[Any] = ("variant",)
    search_exactly = ("channel_code",)
    search_help_text = "A channel's code"
    ordering: ClassVar[Any] = ("-pk",)
    fields: ClassVar[Any] = list_display
    readonly_fields: ClassVar[Any] = fields
    actions: ClassVar[Any] = ("remove_selected",)
    actions_list: ClassVar[Any] = ("write_new",)
    actions_detail: ClassVar[Any] = ("write_again",)
    permission_to_act = "ordering.change_giftwraprow"

    @action(description="Offer a new one", permissions=["act"], icon="add", dialog=_NEW)
    def write_new(self, request: HttpRequest, form: WrapForm) -> HttpResponse:
        """Let a channel wrap gifts like this, too."""
        return self._written(request, form)

    @action(description="Change", permissions=["act"], icon="edit", dialog=_CHANGE)
    def write_again(self, request: HttpRequest, form: WrapForm, object_id: str) -> HttpResponse:
        """Let a way of wrapping be another."""
        return self._written(request, form)

    @admin.action(description="Offer no longer", permissions=["act"])
    def remove_selected(self, request: HttpRequest, queryset: Any) -> None:
        """Take the selected ways away."""
        act_on_each(
            self,
            request,
            queryset,
            lambda row: remove_gift_wrap(row.channel_code, row.variant.sku, now=now()),
            "no longer offered",
        )

    @admin.display(description="does not wrap")
    def excluded(self, wrap: GiftWrapRow) -> str:
        """Return what cannot be wrapped like this."""
        return ", ".join(wrap.excluded_skus) or "—"

    def _written(self, request: HttpRequest, form: WrapForm) -> HttpResponse:
        wrap, channel_code = form.wrap(), form.cleaned_data["channel_code"]
        try:
            write_gift_wrap(channel_code, wrap, now=now())
        except DomainError as refusal:
            messages.error(request, why_not(refusal))
        else:
            row = GiftWrapRow.objects.get(channel_code=channel_code, variant__sku=wrap.sku)
            self.log_change(request, row, "Written.")
            messages.success(request, worded("Written. Carts may choose it from now on."))
        return to_list(request, GiftWrapRow)
