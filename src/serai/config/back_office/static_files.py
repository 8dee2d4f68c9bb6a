"""Style sheets, scripts and fonts of the back office, served by the api itself."""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from whitenoise import WhiteNoise

Environ = dict[str, Any]
Wsgi = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
_AN_HOUR = 3600


def with_static_files(application: Wsgi) -> Wsgi:
    """Return the application with every app's static files ahead of it; other requests pass untouched."""
    files = WhiteNoise(application, max_age=_AN_HOUR)
    for finder in get_finders():
        for storage in getattr(finder, "storages", {}).values():
            files.add_files(storage.location, prefix=settings.STATIC_URL)

    def serve(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        here = environ.get("PATH_INFO", "").startswith(settings.STATIC_URL)
        return (files if here else application)(environ, start_response)

    return serve
