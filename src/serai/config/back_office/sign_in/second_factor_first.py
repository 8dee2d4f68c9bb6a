"""Where a second factor is demanded, no page of the back office opens without it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.decorators import sync_only_middleware
from django.utils.http import urlencode

from serai.config.second_factor.demanded import is_demanded_of
from serai.config.second_factor.factor import Factor
from serai.config.second_factor.factors_of import has_factor
from serai.config.second_factor.signing_in import factor_of, is_put_off
from serai.kernel.clock import now

_ALWAYS_OPEN = ("/admin/login/", "/admin/logout/", "/admin/language/", "/admin/sign-in/proof/")
_SETTING_UP = "/admin/sign-in/"


@sync_only_middleware
def second_factor_first(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Return the middleware: who needs a second factor proves it, or sets it up, before anything else."""

    def guarded(request: HttpRequest) -> HttpResponseBase:
        if settings.SERAI_SECOND_FACTOR and request.path_info.startswith("/admin/"):
            first = _first(request)
            if first:
                return HttpResponseRedirect(first)
        return get_response(request)

    return guarded


def _first(request: HttpRequest) -> str:
    """Return where somebody has to go first; empty when they may go where they want."""
    path = request.path_info
    if path.startswith(_ALWAYS_OPEN) or factor_of(request) is not Factor.NONE:
        return ""
    user = request.user
    if user.pk is None or not is_demanded_of(user):
        return ""
    if has_factor(user.pk):
        return f"{reverse('admin:proof')}?{urlencode({'next': path})}"
    if path.startswith(_SETTING_UP) or is_put_off(request, now=now()):
        return ""
    return reverse("admin:my_sign_in")
