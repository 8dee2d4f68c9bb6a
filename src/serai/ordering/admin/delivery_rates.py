"""What delivery costs, in the back office."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminIntegerFieldWidget

from serai.kernel.money import Money
from serai.ordering.admin.delivery_rate_form import DeliveryRateForm
from serai.ordering.models import DeliveryRate
from serai.ordering.usecases.change_delivery_rate import (
    ChangeDeliveryRate,
    change_delivery_rate,
    remove_delivery_rate,
)
from serai.plumbing.back_office import (
    ReadOnlyAdmin,
    act,
    act_on_each,
    amount,
    as_lines,
    back_to,
    question,
)
from serai.plumbing.back_office.form_page import answer_form
from serai.plumbing.back_office.worded import worded


class RateForm(BaseDialogForm):
    """What changes about a rate."""

    price_minor = forms.IntegerField(
        label="price in minor units",
        min_value=0,
        max_value=2**53,
        widget=UnfoldAdminIntegerFieldWidget,
        help_text="Cents, say: 495 is 4.95.",
    )
    earliest_days = forms.IntegerField(
        min_value=0, max_value=365, widget=UnfoldAdminIntegerFieldWidget
    )
    latest_days = forms.IntegerField(
        min_value=0, max_value=365, widget=UnfoldAdminIntegerFieldWidget
    )


_CHANGE_RATE = question(
    "Change the rate?",
    "Carts that have chosen it keep their price.",
    submit="Change it",
    form=RateForm,
)


@admin.register(DeliveryRate)
class DeliveryRateAdmin(ReadOnlyAdmin):
    """What delivery costs, channel by channel."""

    list_display: ClassVar[Any] = (
        "channel_code",
        "code",
        "kind",
        "from_worth",
        "price",
        "earliest_days",
        "latest_days",
        "goes_to",
    )
    search_exactly = ("channel_code",)
    search_help_text = "A channel's code"
    ordering: ClassVar[Any] = ("channel_code", "id")
    fields: ClassVar[Any] = (*list_display, "labels_text", "position")
    readonly_fields: ClassVar[Any] = fields
    actions: ClassVar[Any] = ("remove_selected",)
    actions_list: ClassVar[Any] = ("offer",)
    actions_detail: ClassVar[Any] = ("change_rate",)
    permission_to_act = "ordering.change_deliveryrate"

    @action(description="New way of delivery", permissions=["act"], icon="add", url_path="offer")
    def offer(self, request: HttpRequest) -> HttpResponse:
        """Offer one more way of delivery, or one more price of it."""
        form = DeliveryRateForm(request.POST or None)
        return answer_form(
            self,
            request,
            form,
            form.write,
            title="How do goods reach shoppers?",
            intro="Shoppers of the channel can choose it at once. Of several prices of one way the one for the"
            " largest worth that the items reach is asked.",
            submit="Offer it",
        )

    @action(
        description="Change",
        permissions=["act"],
        icon="edit",
        url_path="rate",
        dialog=_CHANGE_RATE,
    )
    def change_rate(
        self, request: HttpRequest, form: BaseDialogForm, object_id: str
    ) -> HttpResponse:
        """Change price and days of one rate."""
        rate = self.get_object(request, object_id)
        said = form.cleaned_data
        command = ChangeDeliveryRate(
            channel_code=rate.channel_code,
            code=rate.code,
            from_minor=rate.from_minor,
            price_minor=said["price_minor"],
            earliest_days=said["earliest_days"],
            latest_days=said["latest_days"],
        )
        done = worded("Costs {price} from now on.", price=Money(command.price_minor, rate.currency))
        act(self, request, rate, lambda: change_delivery_rate(command), done)
        return back_to(request, DeliveryRate, object_id)

    @admin.action(description="Offer no longer", permissions=["act"])
    def remove_selected(self, request: HttpRequest, queryset: Any) -> None:
        """Take the selected rates away."""
        act_on_each(
            self,
            request,
            queryset,
            lambda rate: remove_delivery_rate(rate.channel_code, rate.code, rate.from_minor),
            "no longer offered",
        )

    @admin.display(description="for items worth")
    def from_worth(self, rate: DeliveryRate) -> SafeString:
        """Return from which worth of the items on."""
        return amount(rate.from_minor, rate.currency)

    @admin.display(description="price")
    def price(self, rate: DeliveryRate) -> SafeString:
        """Return what it costs."""
        return amount(rate.price_minor, rate.currency)

    @admin.display(description="goes to")
    def goes_to(self, rate: DeliveryRate) -> str:
        """Return the countries."""
        return ", ".join(rate.countries) or worded("everywhere")

    @admin.display(description="labels")
    def labels_text(self, rate: DeliveryRate) -> SafeString:
        """Return what it is called in each language."""
        return as_lines(rate.labels)
