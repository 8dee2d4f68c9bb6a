"""The page on which goods that arrive are written down."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse

from serai.inventory.admin.receipt_form import ARRIVED, ReceiptForm
from serai.inventory.models import Balance
from serai.kernel.errors import DomainError
from serai.plumbing.back_office import to_list
from serai.plumbing.back_office.form_page import form_page, with_rows
from serai.plumbing.back_office.form_rows import FormRows
from serai.plumbing.back_office.worded import why_not


def receive_page(page: "ModelAdmin[Any]", request: HttpRequest) -> HttpResponse:
    """Ask what has arrived, and add it to the stock."""
    sent = request.method == "POST"
    form = ReceiptForm(request.POST if sent else None)
    table = FormRows(ARRIVED, request.POST if sent else None, ())
    status = 200
    if "more_rows" in request.POST:
        table = table.grown()
    elif sent:
        status = 422
        if table.is_valid() and form.is_valid():
            try:
                messages.success(request, form.write(table, user=str(request.user.pk)))
            except DomainError as refusal:
                form.add_error(None, why_not(refusal))
            else:
                return to_list(request, Balance)
    shown = form_page(
        page,
        request,
        form,
        title="What has arrived?",
        intro="Every line becomes a movement. What was sold ahead and waits for it is served first.",
        submit="Add it to the stock",
    )
    shown.status_code = status
    return with_rows(shown, [table])
