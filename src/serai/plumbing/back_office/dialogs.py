"""Questions that are asked before a button acts; the answer is always a POST."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminIntegerFieldWidget, UnfoldAdminTextInputWidget


class ReasonForm(BaseDialogForm):
    """Why it is done; the reason is kept with what it changed."""

    reason = forms.CharField(max_length=200, widget=UnfoldAdminTextInputWidget)


class UnitsForm(BaseDialogForm):
    """How many units, and why."""

    units = forms.IntegerField(
        min_value=-1_000_000,
        max_value=1_000_000,
        widget=UnfoldAdminIntegerFieldWidget,
        help_text="More units come with a positive number, fewer with a negative one.",
    )
    reason = forms.CharField(max_length=200, widget=UnfoldAdminTextInputWidget)


def question(
    title: str, description: str, *, submit: str, form: type[BaseDialogForm] = ReasonForm
) -> dict[str, Any]:
    """Return what a button asks before it acts."""
    return {
        "title": title,
        "description": description,
        "form_class": form,
        "form_submit_text": submit,
    }


def back_to(request: HttpRequest, model: Any, object_id: Any) -> HttpResponse:
    """Return to the page of the thing that was acted on."""
    return _redirect(request, reverse(f"{_pages_of(model)}_change", args=[object_id]))


def to_list(request: HttpRequest, model: Any) -> HttpResponse:
    """Return to the list of a model."""
    return _redirect(request, list_address(model))


def list_address(model: Any) -> str:
    """Return the address of the list of a model."""
    return reverse(f"{_pages_of(model)}_changelist")


def _pages_of(model: Any) -> str:
    options = model._meta
    return f"admin:{options.app_label}_{options.model_name}"


def _redirect(request: HttpRequest, address: str) -> HttpResponse:
    if "HX-Request" in request.headers:
        return HttpResponse(headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)
