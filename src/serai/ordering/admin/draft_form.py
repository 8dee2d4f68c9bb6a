"""What staff says when a draft is made up in the back office."""

from datetime import datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.timezone import get_current_timezone
from unfold.widgets import (
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from serai.catalog.public import channel, channels
from serai.kernel.clock import now
from serai.kernel.money import Money
from serai.ordering.domain.contact import Address, Contact
from serai.ordering.usecases.drafts.write_draft import DraftLine, WriteDraft
from serai.plumbing.back_office.worded import why_not, worded


class DraftForm(forms.Form):
    """Whom it is for, and what is in it."""

    channel_code = forms.ChoiceField(label="Channel", widget=UnfoldAdminSelectWidget)
    lines = forms.CharField(
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 5}),
        help_text="One a line: SKU; how many; a price of its own; why. Such as: MILK; 2; 1.50; A regular",
    )
    discount = forms.CharField(
        required=False,
        label="Off all lines",
        widget=UnfoldAdminTextInputWidget,
        help_text="In the channel's currency.",
    )
    discount_reason = forms.CharField(
        required=False, max_length=200, widget=UnfoldAdminTextInputWidget, label="Why"
    )
    email = forms.EmailField(required=False, widget=UnfoldAdminTextInputWidget)
    name = forms.CharField(required=False, max_length=200, widget=UnfoldAdminTextInputWidget)
    line1 = forms.CharField(
        required=False, max_length=200, label="Street", widget=UnfoldAdminTextInputWidget
    )
    city = forms.CharField(required=False, max_length=200, widget=UnfoldAdminTextInputWidget)
    region = forms.CharField(required=False, max_length=200, widget=UnfoldAdminTextInputWidget)
    postcode = forms.CharField(required=False, max_length=16, widget=UnfoldAdminTextInputWidget)
    country = forms.CharField(
        required=False,
        max_length=2,
        widget=UnfoldAdminTextInputWidget,
        help_text="Two letters. Without an address the shopper fills it in at the link.",
    )
    locale = forms.CharField(
        initial="en", max_length=16, label="Language", widget=UnfoldAdminTextInputWidget
    )
    note = forms.CharField(
        required=False,
        max_length=1000,
        label="Note for the shopper",
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
    )
    days = forms.IntegerField(
        initial=7,
        min_value=1,
        max_value=59,
        label="Stands for so many days",
        widget=UnfoldAdminIntegerFieldWidget,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = [(each.code, f"{each.code} {each.name}") for each in channels()]
        self.fields["channel_code"].choices = codes  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Read the lines and the amounts in the channel's currency."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if "channel_code" not in said:
            return said
        currency = channel(said["channel_code"]).currency
        try:
            said["read_lines"] = tuple(
                _line(text, currency) for text in said.get("lines", "").splitlines() if text.strip()
            )
        except ValueError as mistake:
            self.add_error("lines", why_not(mistake))
        try:
            said["discount_minor"] = _minor(said.get("discount") or "0", currency)
        except ValueError as mistake:
            self.add_error("discount", why_not(mistake))
        return said


def _line(text: str, currency: str) -> DraftLine:
    sku, count, price, why, *rest = [*(part.strip() for part in text.split(";")), "", "", ""]
    if any(rest) or not sku or not count.isdigit():
        raise ValueError(worded("“{line}” is not: SKU; how many; price; why.", line=text.strip()))
    return DraftLine(sku, int(count), _minor(price, currency) if price else None, why)


def _minor(text: str, currency: str) -> int:
    try:
        minor = Money.parse(str(Decimal(text)), currency).minor
    except InvalidOperation:
        raise ValueError(worded("“{text}” is no amount.", text=text)) from None
    if minor < 0:
        raise ValueError(worded("An amount is not below zero."))
    return minor


def command_of(said: dict[str, Any], made_by: str) -> WriteDraft:
    """Return what the form says."""
    contact = None
    if said["email"]:
        there = {name: said[name] for name in ("line1", "city", "region", "postcode")}
        contact = Contact(
            said["email"], said["name"], Address(country=said["country"].upper(), **there)
        )
    ends = now().astimezone(get_current_timezone()).date() + timedelta(days=said["days"])
    return WriteDraft(
        channel_code=said["channel_code"],
        lines=said["read_lines"],
        expires_at=datetime.combine(ends, time(23, 59), tzinfo=get_current_timezone()),
        made_by=made_by,
        locale=said["locale"],
        contact=contact,
        discount_minor=said["discount_minor"],
        discount_reason=said["discount_reason"],
        note=said["note"],
    )
