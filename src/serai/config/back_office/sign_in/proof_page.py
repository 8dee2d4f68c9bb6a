"""The second step, and proving again who one is before something that matters."""

import json
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminPasswordWidget, UnfoldAdminTextInputWidget

from serai.config.second_factor.attempts import STAFF_PASSWORD
from serai.config.second_factor.factor import Factor
from serai.config.second_factor.factors_of import Factors, factors_of
from serai.config.second_factor.prove_by_code import prove_by_code
from serai.config.second_factor.prove_by_passkey import begin_proof_by_passkey, prove_by_passkey
from serai.config.second_factor.signing_in import held_back, is_fresh, let_in, note_proof
from serai.customers.domain.passkeys.credential import PasskeyRefused
from serai.customers.usecases.count_attempt import count_attempt, forget_attempts
from serai.kernel.clock import now
from serai.kernel.errors import DomainError
from serai.plumbing.back_office.worded import noted, why_not, worded

_LONGEST = 20_000


class CodeForm(forms.Form):
    """A code of the app, or a recovery code: digits in both cases."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        help_text=gettext_lazy(
            "The six digits that your app shows, or one of your recovery codes."
        ),
        max_length=40,
        widget=UnfoldAdminTextInputWidget(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "autofocus": "",
                "dir": "ltr",
            }
        ),
    )


class PasswordAgainForm(forms.Form):
    """The password, of somebody without a second factor."""

    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        max_length=4096,
        widget=UnfoldAdminPasswordWidget(
            attrs={"autocomplete": "current-password", "autofocus": ""}
        ),
    )


@dataclass(frozen=True, slots=True)
class Proving:
    """Who shall prove what: whoever waits at the second step, or somebody who is in already."""

    user: User
    waits: bool
    after: str
    factors: Factors


def show_proof(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Answer the page's address; who has given no password is led to the first step."""
    proving = _proving(request)
    if proving is None:
        return HttpResponseRedirect(reverse("admin:login"))
    form, refusal = _form(request, proving), ""
    if request.method == "POST":
        try:
            return _proven(request, proving, form)
        except (DomainError, ValueError) as wrong:
            refusal = why_not(wrong)
    return TemplateResponse(
        request,
        "back_office/sign_in/proof.html",
        {
            **context,
            "title": worded("Prove that it is you"),
            "form": form,
            "refusal": refusal,
            "after": proving.after,
            "waits": proving.waits,
            "passkey_options": _passkey_options(proving),
        },
        status=422 if refusal else 200,
    )


def asked_again(request: HttpRequest, *, after: str = "") -> HttpResponse | None:
    """Return the way to this page, unless somebody proved lately who they are; then they come back."""
    if is_fresh(request, request.user, now=now()):
        return None
    here = after or (request.get_full_path() if request.method == "GET" else request.path)
    if request.method != "GET":
        messages.info(request, worded("Please repeat the last step."))
    return HttpResponseRedirect(f"{reverse('admin:proof')}?{urlencode({'next': here})}")


def _proving(request: HttpRequest) -> Proving | None:
    waiting = held_back(request, now=now())
    if waiting is not None:
        user, after = waiting
        factors = factors_of(user.pk)
        return Proving(user, True, after, factors) if factors.are_there else None
    if isinstance(request.user, User) and request.user.is_active and request.user.is_staff:
        return Proving(request.user, False, _after(request), factors_of(request.user.pk))
    return None


def _after(request: HttpRequest) -> str:
    """Return where somebody wants to go; only pages of ours."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else reverse("admin:index")


def _form(request: HttpRequest, proving: Proving) -> forms.Form:
    said = request.POST if request.method == "POST" else None
    return CodeForm(said) if proving.factors.are_there else PasswordAgainForm(said)


def _passkey_options(proving: Proving) -> dict[str, Any] | None:
    if not proving.factors.passkeys:
        return None
    return begin_proof_by_passkey(proving.user.pk, now=now())


def _proven(request: HttpRequest, proving: Proving, form: forms.Form) -> HttpResponse:
    """
    Let somebody in, or on, when what they gave is right.

    Raises:
        TooManyAttempts: the door is closed for a while.
        FactorRefused: the code is wrong, has ended or was used before.
        PasskeyRefused: the passkey is unknown or its signature wrong.
        ChallengeRefused: the passkey took too long, or was sent twice.
        ValueError: the form is not filled in, or the password is wrong.
    """
    factor = _factor(request, proving, form)
    if proving.waits:
        let_in(request, proving.user, factor, now=now())
    else:
        note_proof(request, factor, now=now())
    if factor is Factor.RECOVERY_CODE:
        _tell_of_recovery_code(request, proving)
    return HttpResponseRedirect(proving.after)


def _factor(request: HttpRequest, proving: Proving, form: forms.Form) -> Factor:
    user = proving.user
    if proving.factors.are_there and (answer := request.POST.get("credential", "")):
        return prove_by_passkey(user.pk, credential_in(answer), now=now())
    if not form.is_valid():
        raise ValueError(worded("Please fill in what is asked for."))
    if proving.factors.are_there:
        return prove_by_code(user.pk, form.cleaned_data["code"], now=now())
    name = user.get_username().casefold()
    count_attempt(name, STAFF_PASSWORD, now=now())
    if not user.check_password(form.cleaned_data["password"]):
        raise ValueError(worded("The password is wrong."))
    forget_attempts(name, STAFF_PASSWORD)
    return Factor.NONE


def credential_in(answer: str) -> dict[str, Any]:
    """
    Return what an authenticator answered, as the page sends it.

    Raises:
        PasskeyRefused: it is no JSON object.
    """
    try:
        found = json.loads(answer[:_LONGEST])
    except ValueError:
        raise PasskeyRefused from None
    if not isinstance(found, dict):
        raise PasskeyRefused
    return found


def _tell_of_recovery_code(request: HttpRequest, proving: Proving) -> None:
    """Note that a recovery code was used, and say how many are left."""
    left = proving.factors.codes_left - 1
    done = worded("A recovery code was used; {left} are left.", left=left)
    admin.site.get_model_admin(User).log_change(request, proving.user, noted(done))
    messages.warning(request, done)
