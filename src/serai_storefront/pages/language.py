"""The language switcher."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.responses import Response

from serai_storefront.i18n.languages import ASKED, LANGUAGES
from serai_storefront.web.forms import local_path
from serai_storefront.web.visit import Visit


async def choose(visit: Visit) -> Response:
    """Keep the reader's language and go back to where they were."""
    if visit.form["language"] in LANGUAGES:
        visit.put_cookie("language", visit.form["language"])
    return visit.redirect(_unasked(local_path(visit.form["next"])))


def _unasked(path: str) -> str:
    """Return a path without the language that it asks for: another has just been chosen."""
    address = urlsplit(path)
    kept = [pair for pair in parse_qsl(address.query, keep_blank_values=True) if pair[0] != ASKED]
    return address._replace(query=urlencode(kept)).geturl()
