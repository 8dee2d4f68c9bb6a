"""Adding a passkey."""

from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from serai.config.back_office.sign_in.my_sign_in_page import note_change, show_codes
from serai.config.back_office.sign_in.proof_page import asked_again, credential_in
from serai.config.second_factor.add_staff_passkey import add_staff_passkey, begin_staff_passkey
from serai.config.second_factor.factor import Factor
from serai.config.second_factor.signing_in import note_proof
from serai.config.second_factor.staff_passkeys import back_office_party
from serai.kernel.clock import now
from serai.kernel.errors import DomainError
from serai.plumbing.back_office.worded import why_not, worded


def show_passkey(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Answer the page's address; a passkey that was made ends it."""
    if (first := asked_again(request)) is not None:
        return first
    staff_id, name, refusal = int(request.user.pk or 0), request.POST.get("name", ""), ""
    if request.method == "POST":
        try:
            answer = credential_in(request.POST.get("credential", ""))
            codes = add_staff_passkey(staff_id, answer, name, now=now())
        except DomainError as wrong:
            refusal = why_not(wrong)
        else:
            return _done(request, context, codes)
    return TemplateResponse(
        request,
        "back_office/sign_in/passkey.html",
        {
            **context,
            "title": worded("Add a passkey"),
            "name": name,
            "refusal": refusal,
            "elsewhere": _where_it_works(request),
            "passkey_options": begin_staff_passkey(
                staff_id, request.user.get_username(), now=now()
            ),
        },
        status=422 if refusal else 200,
    )


def _done(request: HttpRequest, context: dict[str, Any], codes: list[str]) -> HttpResponse:
    note_proof(request, Factor.PASSKEY, now=now())
    note_change(request, worded("The passkey is ready."))
    if codes:
        return show_codes(request, context, codes)
    return HttpResponseRedirect(reverse("admin:my_sign_in"))


def _where_it_works(request: HttpRequest) -> str:
    """Return the address of this page where passkeys are bound to, when it was opened under another; else nothing."""
    home = back_office_party().origins[0]
    if urlsplit(request.build_absolute_uri()).netloc == urlsplit(home).netloc:
        return ""
    return urlunsplit((*urlsplit(home)[:2], request.path, "", ""))
