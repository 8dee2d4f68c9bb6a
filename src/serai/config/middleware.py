"""Sessions, log-in, messages and CSRF belong to the back office; the API does without them."""

from typing import Any

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.common import CommonMiddleware
from django.middleware.csrf import CsrfViewMiddleware

_BACK_OFFICE = "/admin/"


class _OnlyBackOffice:
    get_response: Any

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(_BACK_OFFICE):
            return super().__call__(request)  # type: ignore[misc,no-any-return]
        return self.get_response(request)  # type: ignore[no-any-return]


class BackOfficeSession(_OnlyBackOffice, SessionMiddleware):
    """Sessions of staff."""


class BackOfficeCommon(_OnlyBackOffice, CommonMiddleware):
    """Trailing slashes."""


class BackOfficeCsrf(_OnlyBackOffice, CsrfViewMiddleware):
    """Forms of staff come from our own pages."""

    def process_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Check the token of a form, in the back office only."""
        if request.path_info.startswith(_BACK_OFFICE):
            return super().process_view(request, *args, **kwargs)
        return None


class BackOfficeAuthentication(_OnlyBackOffice, AuthenticationMiddleware):
    """Who of the staff it is."""

    def process_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Ask for a login, in the back office only."""
        return None


class BackOfficeMessages(_OnlyBackOffice, MessageMiddleware):
    """What the last action said."""
