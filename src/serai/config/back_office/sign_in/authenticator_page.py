"""Setting up an authenticator app: a square to photograph, the same as text, and a first code."""

from base64 import b64decode, b64encode
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from serai.config.back_office.sign_in.my_sign_in_page import note_change, show_codes
from serai.config.back_office.sign_in.proof_page import CodeForm, asked_again
from serai.config.second_factor.factor import Factor
from serai.config.second_factor.factor_refused import FactorRefused
from serai.config.second_factor.sealed_secret import sealed_secret, secret_in
from serai.config.second_factor.set_up_authenticator import new_secret, set_up_authenticator
from serai.config.second_factor.signing_in import note_proof
from serai.config.second_factor.time_codes import key_address, key_text
from serai.kernel.clock import now
from serai.plumbing.back_office.worded import why_not, worded
from serai.plumbing.sealing import SealBroken

_OFFERED = "staff_offered"


def show_authenticator(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Answer the page's address; a right code ends it."""
    if (first := asked_again(request)) is not None:
        return first
    staff_id, refusal = int(request.user.pk or 0), ""
    secret = _offered(request, staff_id) if request.method == "POST" else None
    if secret is not None:
        try:
            codes = set_up_authenticator(staff_id, secret, request.POST.get("code", ""), now=now())
        except FactorRefused as wrong:
            refusal = why_not(wrong)
        else:
            return _done(request, context, codes)
    secret = secret or _offer(request, staff_id)
    form = CodeForm()
    form.fields["code"].help_text = worded("The six digits that the app shows now.")
    return TemplateResponse(
        request,
        "back_office/sign_in/authenticator.html",
        {
            **context,
            "title": worded("Set up an authenticator app"),
            "form": form,
            "refusal": refusal,
            "drawing": _drawing(_address(request, secret)),
            "secret": key_text(secret),
        },
        status=422 if refusal else 200,
    )


def _done(request: HttpRequest, context: dict[str, Any], codes: list[str]) -> HttpResponse:
    del request.session[_OFFERED]
    note_proof(request, Factor.APP, now=now())
    note_change(request, worded("The authenticator app is set up."))
    if codes:
        return show_codes(request, context, codes)
    return HttpResponseRedirect(reverse("admin:my_sign_in"))


def _offer(request: HttpRequest, staff_id: int) -> bytes:
    """Return a new secret; the session keeps it sealed until a code of it comes back."""
    secret = new_secret()
    sealed = sealed_secret(staff_id, secret, settings.SERAI_SECRET)
    request.session[_OFFERED] = b64encode(sealed).decode()
    return secret


def _offered(request: HttpRequest, staff_id: int) -> bytes | None:
    kept = request.session.get(_OFFERED)
    if kept is None:
        return None
    try:
        return secret_in(staff_id, b64decode(kept), settings.SERAI_SECRET)
    except SealBroken:
        return None


def _address(request: HttpRequest, secret: bytes) -> str:
    host = urlsplit(settings.SERAI_PUBLIC_API_URL).hostname or "back office"
    account = request.user.get_username()
    return key_address(secret, issuer=f"Serai {host}", account=account)


def _drawing(text: str) -> SafeString:
    import segno  # noqa: PLC0415 - seldom needed

    title = worded("Square code with the secret")
    drawn = segno.make(text, micro=False, error="m").svg_inline(
        border=4, dark="#000", light="#fff", title=title, omitsize=True
    )
    return mark_safe(drawn)  # noqa: S308 - our own lines
