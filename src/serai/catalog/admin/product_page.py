"""The page on which a person writes a product."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse

from serai.catalog.admin.picture_form import with_new
from serai.catalog.admin.product_form import (
    TABLES,
    VARIANTS,
    ProductForm,
    fields_of,
    filled_by,
    variants_of,
)
from serai.catalog.domain.pictures.make_renditions import BadPicture
from serai.catalog.domain.row_error import ImportReport
from serai.catalog.models import Product, Variant
from serai.catalog.queries.products import ProductNotFound, ProductView, product
from serai.catalog.usecases.keep_picture import PicturesUnavailable
from serai.catalog.usecases.write_product import WriteProduct, write_product
from serai.kernel.clock import now
from serai.kernel.errors import DomainError
from serai.plumbing.back_office import back_to
from serai.plumbing.back_office.form_page import form_page, with_rows
from serai.plumbing.back_office.form_rows import FormRows
from serai.plumbing.back_office.worded import why_not

SOURCE = "back office"
_NEXT = "It is written. What it costs stands under Prices, how many there are under Stock."


def write_page(
    page: "ModelAdmin[Any]", request: HttpRequest, product_id: UUID | None
) -> HttpResponse:
    """Show the form of a product, a new one without an id; take what was written."""
    if not page.has_act_permission(request):  # type: ignore[attr-defined]
        raise PermissionDenied
    before = _seen(product_id)
    if request.method != "POST":
        said, rows = filled_by(before) if before else ({}, {})
        tables = [FormRows(table, None, rows.get(table.name, ())) for table in TABLES]
        return _shown(page, request, ProductForm(initial=said), tables, before)
    form = ProductForm(request.POST, request.FILES)
    typed = _with_pictures(form, request.POST)
    tables = [FormRows(table, typed, ()) for table in TABLES]
    if more := request.POST.get("more_rows"):
        grown = [table.grown() if table.name == more else table for table in tables]
        return _shown(page, request, form, grown, before)
    wrong = [table for table in tables if not table.is_valid()]
    if form.is_valid() and not wrong:
        written = _write(form, tables, before)
        if written is not None:
            page.log_change(request, written, "Written.")
            messages.success(request, _NEXT)
            return back_to(request, Product, written.pk)
    answer = _shown(page, request, form, tables, before)
    answer.status_code = 422
    return answer


def _with_pictures(form: ProductForm, typed: QueryDict) -> QueryDict:
    """Return what was typed with a row for each new picture, or tell on the form what is wrong with one."""
    form.is_valid()
    files = form.cleaned_data.get("new_pictures") or []
    try:
        return with_new(typed, files)
    except (BadPicture, PicturesUnavailable) as refusal:
        form.add_error("new_pictures", why_not(refusal))
        return typed


def _seen(product_id: UUID | None) -> ProductView | None:
    try:
        return None if product_id is None else product(product_id)
    except ProductNotFound as unknown:
        raise Http404(str(unknown)) from None


def _write(form: ProductForm, tables: list[FormRows], before: ProductView | None) -> Product | None:
    """Write what was said; return the product, or nothing when the form tells what is wrong."""
    said = {table.name: table.said for table in tables}
    command = WriteProduct(
        fields=fields_of(form.cleaned_data, said, before),
        variants=variants_of(said["variants"]),
        product_id=before.id if before else None,
        version=form.cleaned_data["version"],
    )
    try:
        report = write_product(command, source=SOURCE, now=now())
    except DomainError as refusal:
        form.add_error(None, why_not(refusal))
        return None
    if not report.clean:
        _tell(form, tables[TABLES.index(VARIANTS)], report)
        return None
    return Variant.objects.get(sku=said["variants"][0]["sku"]).product


def _tell(form: forms.Form, variants: FormRows, report: ImportReport) -> None:
    """Tell each error beside the field that it is about."""
    rows = [row for row in variants if row.is_said()]
    for error in report.errors:
        about: forms.Form = form if error.field in form.fields else rows[error.line - 1]
        if error.field in about.fields:
            about.add_error(error.field, error.reason)
        else:
            form.add_error(None, f"{error.field}: {error.reason}")


def _shown(
    page: "ModelAdmin[Any]",
    request: HttpRequest,
    form: ProductForm,
    tables: list[FormRows],
    before: ProductView | None,
) -> TemplateResponse:
    shown = form_page(
        page,
        request,
        form,
        title=before.name if before else "New product",
        intro="Shoppers see what is written here within two seconds. Orders keep what they were placed with.",
        submit="Write it",
    )
    return with_rows(shown, tables)
