"""A request of the API as endpoints see it, made of what they look at and nothing else."""

from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

_NO_PARAMETERS = QueryDict("")
_NO_FILES: MultiValueDict[str, Any] = MultiValueDict()
_variable_of: dict[str, str] = {}


class PlainRequest(HttpRequest):
    """
    One request without cookies, parameters in its address and files.

    Django's own also splits, copies and decodes what endpoints of the API never ask for, at the price of
    two small statements.
    """

    def __init__(self, environ: dict[str, Any], body: bytes, match: Any) -> None:
        self.environ = self.META = environ
        self.GET, self.POST, self.FILES = _NO_PARAMETERS, _NO_PARAMETERS, _NO_FILES
        self.COOKIES = {}
        self.path = self.path_info = environ["PATH_INFO"]
        self.method = environ["REQUEST_METHOD"]
        self.content_type = environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()
        self.content_params = {}
        self.resolver_match = match
        self._headers = PlainHeaders(environ)
        self._body = body
        self._read_started = True

    @property
    def headers(self) -> "PlainHeaders":  # type: ignore[override]
        """Return the headers."""
        return self._headers


class PlainHeaders:
    """Headers by their names, looked up where the server has put them."""

    __slots__ = ("_environ",)

    def __init__(self, environ: dict[str, Any]) -> None:
        self._environ = environ

    def get(self, name: str, otherwise: Any = None) -> Any:
        """Return the value of a header, or `otherwise`."""
        return self._environ.get(_variable(name), otherwise)

    def __contains__(self, name: str) -> bool:
        return _variable(name) in self._environ

    def __getitem__(self, name: str) -> Any:
        return self._environ[_variable(name)]


def _variable(name: str) -> str:
    """Return the name under which WSGI hands a header over; endpoints ask for few different ones."""
    known = _variable_of.get(name)
    if known is None:
        plain = name.upper().replace("-", "_")
        known = plain if plain in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{plain}"
        _variable_of[name] = known
    return known
