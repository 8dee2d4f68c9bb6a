"""The language switcher."""

from starlette.responses import Response

from serai_storefront.i18n.languages import LANGUAGES
from serai_storefront.web.forms import local_path
from serai_storefront.web.visit import Visit


async def choose(visit: Visit) -> Response:
    """Keep the reader's language and go back to where they were."""
    if visit.form["language"] in LANGUAGES:
        visit.put_cookie("language", visit.form["language"])
    return visit.redirect(local_path(visit.form["next"]))
