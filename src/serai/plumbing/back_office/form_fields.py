"""Fields that many forms of the back office have."""

from django import forms
from unfold.widgets import UnfoldAdminTextInputWidget


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
