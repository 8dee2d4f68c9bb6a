"""What stores keep back from those who order to collect, in the back office."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminIntegerFieldWidget

from serai.inventory.domain.entry import MOST_UNITS
from serai.inventory.domain.store_buffer import StoreBuffer
from serai.inventory.models import StoreBufferRow
from serai.inventory.usecases.set_store_buffers import set_store_buffers
from serai.plumbing.back_office import ReadOnlyAdmin, act, back_to, question
from serai.plumbing.back_office.worded import worded


class UnitsForm(BaseDialogForm):
    """How many units of each article stay."""

    units = forms.IntegerField(
        min_value=0, max_value=MOST_UNITS, widget=UnfoldAdminIntegerFieldWidget
    )


@admin.register(StoreBufferRow)
class StoreBufferAdmin(ReadOnlyAdmin):
    """Buffers by store and category; new ones are told through the API."""

    list_display: ClassVar[Any] = ("place", "of", "units")
    list_select_related: ClassVar[Any] = ("location",)
    search_exactly = ("location__code",)
    search_help_text = "A location's code"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = list_display
    readonly_fields: ClassVar[Any] = fields
    actions_detail: ClassVar[Any] = ("keep",)
    permission_to_act = "inventory.change_balance"

    @action(
        description="Keep others",
        permissions=["act"],
        icon="edit",
        url_path="keep",
        dialog=question(
            "How many units of each article stay on the shelf?",
            "Nobody can order them to collect there; what is reserved stays reserved. None: the buffer goes.",
            submit="Keep them",
            form=UnitsForm,
        ),
    )
    def keep(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Keep another number of units back."""
        row = self.get_object(request, object_id)
        buffer = StoreBuffer(row.location_id, row.category, form.cleaned_data["units"])
        done = worded("{units} of each article stay on the shelf.", units=buffer.units)
        act(self, request, row, lambda: set_store_buffers([buffer]), done)
        return back_to(request, StoreBufferRow, object_id)

    @admin.display(description="store")
    def place(self, row: StoreBufferRow) -> str:
        """Return which store."""
        return f"{row.location.code} {row.location.name}"

    @admin.display(description="of")
    def of(self, row: StoreBufferRow) -> str:
        """Return of which articles."""
        return row.category or worded("everything")
