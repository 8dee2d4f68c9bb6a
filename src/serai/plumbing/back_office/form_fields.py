"""Fields that many forms of the back office have."""

from collections.abc import Iterable

from django import forms
from unfold.widgets import UnfoldAdminDecimalFieldWidget, UnfoldAdminTextInputWidget

from serai.kernel.money import Money
from serai.plumbing.back_office.worded import why_not


def text_field(label: str, *, most: int, needed: bool = True, tells: str = "") -> forms.CharField:
    """
    Return a field of one line.

    Args:
        label: what it is called.
        most: how many characters it takes.
        needed: whether it must be filled in.
        tells: what helps to fill it in.
    """
    return forms.CharField(
        label=label,
        max_length=most,
        required=needed,
        widget=UnfoldAdminTextInputWidget,
        help_text=tells,
    )


def money_field(label: str, *, tells: str = "") -> forms.DecimalField:
    """
    Return a field for an amount in major units; `read_money` makes money of it.

    Args:
        label: what it is called.
        tells: what helps to fill it in.
    """
    return forms.DecimalField(
        label=label,
        min_value=0,
        max_digits=15,
        widget=UnfoldAdminDecimalFieldWidget(attrs={"step": "any"}),
        help_text=tells,
    )


def read_money(form: forms.Form, names: Iterable[str], currency: str) -> None:
    """
    Make money of the amounts that a form was given; one that is finer than its currency is told beside its field.

    Args:
        form: cleaned as far as its fields go.
        names: of the fields.
        currency: ISO 4217 code.
    """
    for name in names:
        if name in form.cleaned_data:
            try:
                form.cleaned_data[name] = Money.parse(form.cleaned_data[name], currency)
            except ValueError as mistake:
                form.add_error(name, why_not(mistake))
