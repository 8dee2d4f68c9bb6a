"""A page with one form: for what is too much for a question before a button."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString

from serai.kernel.errors import DomainError
from serai.plumbing.back_office.dialogs import list_address, to_list
from serai.plumbing.back_office.form_rows import FormRows
from serai.plumbing.back_office.rule_editor import style_address
from serai.plumbing.back_office.worded import in_own_words, why_not


def form_page(
    page: "ModelAdmin[Any]",
    request: HttpRequest,
    form: forms.Form,
    *,
    title: str,
    intro: str,
    submit: str,
) -> TemplateResponse:
    """
    Return the page of a form; it leads back to the list of `page`. A form with errors answers 422.

    Args:
        page: whose list it belongs to.
        request: whose look it is.
        form: what is asked, with its errors.
        title: what the page is called.
        intro: what happens, in a sentence or two.
        submit: what the button says.
    """
    context = {
        **page.admin_site.each_context(request),
        "title": in_own_words(title),
        "intro": intro,
        "form": form,
        "submit": submit,
        "back": list_address(page.model),
    }
    status = 422 if form.is_bound and form.errors else 200
    return TemplateResponse(request, "back_office/form_page.html", context, status=status)


def answer_form(
    page: "ModelAdmin[Any]",
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[], str | tuple[str, HttpResponse]],
    **words: str,
) -> HttpResponse:
    """
    Show the page of a form, or do what was filled in, tell it, and lead on: to the list of `page`, if nowhere else.

    Args:
        page: whose list it belongs to.
        request: whose look or answer it is.
        form: bound, where it is an answer.
        act: calls the use case and says what was done, perhaps with where it leads; a refusal is told on the form.
        words: `title`, `intro` and `submit`, as `form_page` takes them.
    """
    if request.method == "POST" and form.is_valid():
        try:
            done = act()
        except DomainError as refusal:
            form.add_error(None, why_not(refusal))
        else:
            said, leads_to = done if isinstance(done, tuple) else (done, None)
            messages.success(request, in_own_words(said))
            return leads_to or to_list(request, page.model)
    shown = form_page(page, request, form, **words)
    if request.method == "POST":
        shown.status_code = 422
    return shown


def with_look(page: TemplateResponse, look: str, seen: SafeString | str) -> TemplateResponse:
    """
    Return the page of a form with a second button, to see first what would happen.

    Args:
        page: from `form_page`.
        look: what the button says; it sends "look" along.
        seen: what would happen, below the form; empty before anybody has looked.
    """
    page.context_data = {**(page.context_data or {}), "look": look, "seen": seen}
    return page


def with_rows(page: TemplateResponse, tables: Sequence[FormRows]) -> TemplateResponse:
    """Return the page of a form with tables of rows below its fields; "more_rows" names the one that shall grow."""
    page.context_data = {**(page.context_data or {}), "tables": tables, "style": style_address()}
    return page
