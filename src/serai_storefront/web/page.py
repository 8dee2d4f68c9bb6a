"""From a page, a function of a visit, to an endpoint: protection, refusals and cookies in one place."""

import logging
from collections.abc import Awaitable, Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from serai_storefront.i18n.catalogues import mark
from serai_storefront.i18n.languages import asked_language, language_for
from serai_storefront.shop_api.problems import Problem
from serai_storefront.web.clicks import tell_page
from serai_storefront.web.cookies import Cookies, token_in
from serai_storefront.web.csrf import is_from_our_form
from serai_storefront.web.forms import FormTooLarge, posted_form
from serai_storefront.web.sentences import sentence_for
from serai_storefront.web.visit import Visit

Page = Callable[[Visit], Awaitable[Response]]
Endpoint = Callable[[Request], Awaitable[Response]]

log = logging.getLogger("serai_storefront")

SENTENCES = {
    404: mark("This page does not exist, or it has moved."),
    405: mark("This address cannot be used that way."),
    500: mark("Something went wrong on our side. We have noted it."),
}
FORM_EXPIRED = mark("This form is too old. Go back, reload the page and try again.")
FORM_TOO_LARGE = mark("This is more than the form can take.")


def page(show: Page, *, frame: bool = True) -> Endpoint:
    """Return the endpoint of a page; `frame=False` for answers that do not show the cart."""

    async def endpoint(request: Request) -> Response:
        visit = visit_of(request)
        try:
            answer = await _answer(visit, show, frame=frame)
        finally:
            visit.stop()
        if answer.status_code < 400:
            tell_page(visit)
        visit.cookies.write(answer)
        return answer

    return endpoint


def private(show: Page) -> Endpoint:
    """Return the endpoint of a page that no cache may keep."""
    endpoint = page(show)

    async def uncached(request: Request) -> Response:
        answer = await endpoint(request)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return uncached


def visit_of(request: Request) -> Visit:
    """Return the visit that a request is."""
    front = request.app.state.front
    cookies = Cookies.of(request, secure=front.settings.secure)
    asked = asked_language(request)
    if asked and asked != cookies.get("language"):
        cookies.put("language", asked)
    language = language_for(cookies.get("language"), request.headers.get("Accept-Language", ""))
    return Visit(request, front, cookies, language)


async def refuse(visit: Visit, status: int, sentence: str) -> Response:
    """Return an error page, or its sentence for a script."""
    if visit.wants_json:
        return JSONResponse({"message": visit.say(sentence)}, status)
    return await visit.render(
        "error.html", {"status": status, "sentence": visit.say(sentence)}, status=status
    )


async def _answer(visit: Visit, show: Page, *, frame: bool) -> Response:
    if visit.request.method == "POST":
        try:
            visit.form = await posted_form(visit.request)
        except FormTooLarge:
            return await refuse(visit, 413, FORM_TOO_LARGE)
        if not _is_ours(visit):
            return await refuse(visit, 403, FORM_EXPIRED)
    elif frame:
        visit.look_for_cart()
    try:
        return await show(visit)
    except Problem as problem:
        return await _refused(visit, problem)
    except HTTPException as error:
        return await refuse(
            visit, error.status_code, SENTENCES.get(error.status_code, SENTENCES[500])
        )
    except Exception:
        log.exception("%s %s failed", visit.request.method, visit.request.url.path)
        return await refuse(visit, 500, SENTENCES[500])


async def _refused(visit: Visit, problem: Problem) -> Response:
    if problem.status == 401 and visit.shopper_token:
        visit.cookies.drop("shopper")
        if visit.request.method == "GET" and not visit.wants_json:
            return visit.redirect(str(visit.request.url.replace(scheme="", netloc="")))
    return await refuse(visit, problem.status, sentence_for(problem))


def _is_ours(visit: Visit) -> bool:
    if visit.request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        return False
    visit_id = token_in(visit.cookies.get("visit"))
    return is_from_our_form(visit.form["form_token"], visit_id, visit.front.secret)
