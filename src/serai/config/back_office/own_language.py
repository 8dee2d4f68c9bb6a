"""Staff read the back office in their own language: the one they chose, or their browser's."""

from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.decorators import sync_only_middleware

from serai.config.back_office.words.catalogues import LANGUAGES, learn
from serai.config.back_office.words.names import name_everything
from serai.plumbing.api.language import negotiate


@sync_only_middleware
def in_own_language(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Return the middleware: pages of the back office are made in the reader's language."""

    def spoken(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith("/admin/"):
            return get_response(request)
        _name_everything_once()
        language = language_of(request)
        learn(language)
        with translation.override(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return spoken


@cache
def _name_everything_once() -> None:
    name_everything(admin.site)


def language_of(request: HttpRequest) -> str:
    """Return the language that someone chose in the back office, or the best one for the browser."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in LANGUAGES else negotiate(request.headers.get("Accept-Language", ""))
