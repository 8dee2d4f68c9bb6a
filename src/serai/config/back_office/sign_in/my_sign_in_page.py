"""My sign-in: what one has set up beside the password, and how to add to it and take from it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from serai.config.back_office.sign_in.proof_page import asked_again
from serai.config.second_factor.demanded import is_demanded_of, may_wait_until
from serai.config.second_factor.factor import Factor
from serai.config.second_factor.factors_of import Factors, factors_of, has_factor
from serai.config.second_factor.recovery_codes import issue_recovery_codes
from serai.config.second_factor.remove_factor import remove_authenticator, remove_staff_passkey
from serai.config.second_factor.signing_in import note_proof, put_off
from serai.kernel.clock import now
from serai.plumbing.back_office.worded import noted, worded


@dataclass(frozen=True, slots=True)
class MySignIn:
    """What the page shows. `demanded`: somebody needs a factor and has none; `until` they may wait, if they may."""

    factors: Factors
    demanded: bool
    until: datetime | None


def show_my_sign_in(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Answer the page's address; what changes something first asks who it is, unless that was proven lately."""
    if request.method == "POST":
        return _changed(request, context)
    return TemplateResponse(
        request,
        "back_office/sign_in/mine.html",
        {**context, "title": worded("My sign-in"), "page": _page(request.user)},
    )


def _page(user: Any) -> MySignIn:
    factors = factors_of(user.pk)
    demanded = not factors.are_there and is_demanded_of(user)
    until = may_wait_until(user.pk, now=now()) if demanded else None
    return MySignIn(factors, demanded, until if until and until > now() else None)


def _changed(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    if request.POST.get("step") == "later":
        return _put_off(request)
    if (first := asked_again(request)) is not None:
        return first
    if request.POST.get("step") == "new_codes":
        return _new_codes(request, context)
    _removed(request)
    return HttpResponseRedirect(reverse("admin:my_sign_in"))


def _put_off(request: HttpRequest) -> HttpResponse:
    """Go on for now, while one may."""
    until = may_wait_until(int(request.user.pk or 0), now=now())
    if until > now():
        put_off(request, until=until)
    return HttpResponseRedirect(reverse("admin:index"))


def _new_codes(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Show ten new codes, once; who has no factor needs none."""
    user = request.user
    if user.pk is None or not has_factor(user.pk):
        return HttpResponseRedirect(reverse("admin:my_sign_in"))
    note_change(request, worded("New recovery codes were made; the earlier ones have ended."))
    return show_codes(request, context, issue_recovery_codes(user.pk))


def _removed(request: HttpRequest) -> None:
    staff_id = int(request.user.pk or 0)
    steps: dict[str, tuple[Callable[[], bool], str]] = {
        "remove_app": (
            lambda: remove_authenticator(staff_id),
            worded("The authenticator app was removed."),
        ),
        "remove_passkey": (
            lambda: remove_staff_passkey(staff_id, _id_in(request)),
            worded("The passkey was removed."),
        ),
    }
    step = steps.get(request.POST.get("step", ""))
    if step is None or not step[0]():
        return
    note_change(request, step[1])
    if not has_factor(staff_id):
        note_proof(request, Factor.NONE, now=now())


def _id_in(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("passkey", ""))
    except ValueError:
        return UUID(int=0)


def note_change(request: HttpRequest, done: str) -> None:
    """Tell somebody what was done, and keep it in the history of their account, in English."""
    assert isinstance(request.user, User)
    admin.site.get_model_admin(User).log_change(request, request.user, noted(done))
    messages.success(request, done)


def show_codes(request: HttpRequest, context: dict[str, Any], codes: list[str]) -> HttpResponse:
    """Return the page with recovery codes: they are shown this once and kept by nobody."""
    return TemplateResponse(
        request,
        "back_office/sign_in/codes.html",
        {**context, "title": worded("Your recovery codes"), "codes": codes},
    )
