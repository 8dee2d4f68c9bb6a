"""Pages for logged-in shoppers only."""

from urllib.parse import quote

from starlette.responses import Response

from serai_storefront.web.visit import Visit


def to_log_in(visit: Visit) -> Response:
    """Send the reader to log in, and back here afterwards."""
    path = visit.request.url.path if visit.request.method == "GET" else "/account"
    return visit.redirect(f"/account/login?next={quote(path)}", "log-in-first")
