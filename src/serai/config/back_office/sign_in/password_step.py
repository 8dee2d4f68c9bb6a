"""The first step: user name and password. Guesses are counted; a second factor, where there is one, is asked next."""

from typing import Any

from django.contrib.auth.views import LoginView
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from unfold.forms import AuthenticationForm

from serai.config.second_factor.attempts import STAFF_PASSWORD
from serai.config.second_factor.factor import Factor
from serai.config.second_factor.factors_of import has_factor
from serai.config.second_factor.signing_in import hold_back, let_in
from serai.customers.domain.lockout import TooManyAttempts
from serai.customers.usecases.count_attempt import count_attempt, forget_attempts
from serai.kernel.clock import now
from serai.plumbing.back_office.worded import why_not


class PasswordForm(AuthenticationForm):
    """User name and password; known and unknown names are counted alike."""

    def clean(self) -> dict[str, Any]:
        """Refuse while the door is closed; else compare the password."""
        name = self.cleaned_data.get("username")
        if not name:
            return dict(super().clean())
        try:
            count_attempt(name.casefold(), STAFF_PASSWORD, now=now())
        except TooManyAttempts as refusal:
            raise ValidationError(why_not(refusal), code="too_many_attempts") from None
        cleaned = dict(super().clean())
        forget_attempts(name.casefold(), STAFF_PASSWORD)
        return cleaned


class PasswordStep(LoginView):
    """Django's own page of signing in; somebody with a second factor is not in yet when it ends."""

    def form_valid(self, form: PasswordForm) -> HttpResponse:  # type: ignore[override]
        """Let somebody in, or lead on to the second step."""
        user = form.get_user()
        if has_factor(user.pk):
            hold_back(self.request, user, after=self.get_success_url(), now=now())
            return HttpResponseRedirect(reverse("admin:proof"))
        let_in(self.request, user, Factor.NONE, now=now())
        return HttpResponseRedirect(self.get_success_url())

    def form_invalid(self, form: PasswordForm) -> HttpResponse:  # type: ignore[override]
        """Show the form again, with what was wrong."""
        return self.render_to_response(self.get_context_data(form=form), status=422)
