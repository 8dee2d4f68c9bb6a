"""What the back office asks about a price for everyone."""

from typing import Any

from django import forms
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from serai.catalog.public import channels
from serai.kernel.clock import now
from serai.plumbing.back_office.worded import worded
from serai.pricing.queries.named_prices import NamedPrice, price_rows
from serai.pricing.usecases.set_prices import set_prices


def _instant(label: str, empty: str) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        required=False,
        widget=UnfoldAdminTextInputWidget(attrs={"type": "datetime-local"}),
        help_text=f"{empty} Hours are those of the back office.",
    )


class SetPriceForm(forms.Form):
    """What an article costs, where, and when."""

    sku = forms.CharField(label="SKU", max_length=64, widget=UnfoldAdminTextInputWidget)
    channel = forms.ChoiceField(label="channel", widget=UnfoldAdminSelectWidget)
    amount = forms.CharField(
        label="price",
        max_length=32,
        widget=UnfoldAdminTextInputWidget(attrs={"inputmode": "decimal"}),
        help_text="Of one unit, in the channel's currency: 4.90.",
    )
    compare_at = forms.CharField(
        label="former or recommended price",
        required=False,
        max_length=32,
        widget=UnfoldAdminTextInputWidget(attrs={"inputmode": "decimal"}),
        help_text="Shown crossed out beside it. Many countries ask that it was the lowest of thirty days.",
    )
    valid_from = _instant("from", "Empty: at once.")
    valid_until = _instant("until", "Empty: until another price takes its place.")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["channel"].choices = [  # type: ignore[attr-defined]
            (place.code, f"{place.name} ({place.currency})") for place in channels()
        ]

    def write(self, *, source: str) -> str:
        """Set the price; return what was done, in words."""
        said = self.cleaned_data
        named = NamedPrice(
            sku=said["sku"].strip(),
            channel_code=said["channel"],
            amount=said["amount"].strip(),
            compare_at=said["compare_at"].strip() or None,
            valid_from=said["valid_from"],
            valid_until=said["valid_until"],
        )
        written = set_prices(price_rows([named]), source=source, now=now())
        return (
            worded("{sku} costs {amount}.", sku=named.sku, amount=named.amount)
            if written
            else worded("{sku} costs that already.", sku=named.sku)
        )
