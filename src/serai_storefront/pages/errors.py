"""What is shown when no page fits, or when we failed."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from serai_storefront.web.page import SENTENCES, refuse, visit_of


async def show_error(request: Request, status: int) -> Response:
    """Show an error in the shop's own frame; in plain text if even the frame cannot be drawn."""
    visit = visit_of(request)
    try:
        answer = await refuse(visit, status, SENTENCES.get(status, SENTENCES[500]))
    except Exception:  # noqa: BLE001 - the last resort must not fail
        return PlainTextResponse("Something went wrong.", status)
    visit.cookies.write(answer)
    return answer
