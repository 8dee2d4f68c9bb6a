"""Goods that wait for their shopper: what the queue's pages do about them."""

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminTextInputWidget, UnfoldBooleanWidget

from serai.fulfilment.domain.pickup_code import is_pickup_code
from serai.fulfilment.models import Group
from serai.fulfilment.usecases.groups.collect_group import collect_group
from serai.fulfilment.usecases.groups.put_aside import put_aside
from serai.kernel.clock import now
from serai.plumbing.back_office import ReadOnlyAdmin, act, back_to, question
from serai.plumbing.back_office.worded import worded


class CollectionForm(BaseDialogForm):
    """Who came for it, and how that is known."""

    code = forms.CharField(
        required=False,
        max_length=20,
        widget=UnfoldAdminTextInputWidget,
        help_text="The six digits that the shopper shows.",
    )
    identified = forms.BooleanField(
        required=False,
        widget=UnfoldBooleanWidget,
        label="No code, but an identity card with the name on the order",
    )
    collected_by = forms.CharField(max_length=200, widget=UnfoldAdminTextInputWidget)

    def clean(self) -> dict[str, Any]:
        """Hand nothing out to whoever knows neither."""
        data: dict[str, Any] = super().clean()
        group_id, code = UUID(str(self.object_id)), data.get("code", "")
        if code and not is_pickup_code(code, group_id, secret=settings.SERAI_SECRET):
            self.add_error("code", worded("This is not the code of these goods."))
        if not code and not data.get("identified"):
            self.add_error("code", worded("Ask for the code, or for an identity card."))
        return data


_READY = question(
    "Is all of it put aside?",
    "The shopper is told that it waits, until when, and with which code.",
    submit="It is",
    form=BaseDialogForm,
)
_COLLECTED = question(
    "Who has collected it?",
    "All that waits is handed out.",
    submit="Hand it out",
    form=CollectionForm,
)


class PickupActions(ReadOnlyAdmin):
    """The buttons of a group that is collected."""

    @action(description="Put aside", permissions=["act"], icon="shopping_bag", dialog=_READY)
    def ready(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Note that it waits for the shopper."""
        group = self.get_object(request, object_id)
        act(self, request, group, lambda: put_aside(group.pk, now=now()), "Put aside.")
        return back_to(request, Group, object_id)

    @action(description="Collected", permissions=["act"], icon="how_to_reg", dialog=_COLLECTED)
    def collected(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Note who has collected it."""
        group, who = self.get_object(request, object_id), form.cleaned_data["collected_by"]
        done = worded("Collected by {who}.", who=who)
        act(
            self, request, group, lambda: collect_group(group.pk, collected_by=who, now=now()), done
        )
        return back_to(request, Group, object_id)
