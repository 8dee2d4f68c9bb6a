"""Something else for what the store does not have: the question that a letter asks."""

from starlette.responses import Response

from serai_storefront.shop_api import substitutes
from serai_storefront.shop_api.problems import Problem
from serai_storefront.web.sentences import sentence_for
from serai_storefront.web.visit import Visit


async def show(visit: Visit) -> Response:
    """Show what is offered to whoever has the link. Opening it answers nothing."""
    return await _page(visit)


async def decide(visit: Visit) -> Response:
    """Say yes or no; something dearer is paid next."""
    link, said = visit.request.path_params["link"], visit.form["answer"]
    if said not in {"yes", "no"}:
        return await _page(visit, status=422)
    try:
        offer = await substitutes.answer(
            visit.shop, link, accepts=said == "yes", key=visit.form["key"]
        )
    except Problem as problem:
        if problem.status not in {409, 422}:
            raise
        return await _page(visit, sentence_for(problem), problem.status)
    if offer.state == "to_pay":
        return visit.redirect(f"/orders/{offer.order_id}/changes")
    return visit.redirect(f"/substitutes/{link}", "answer-kept")


async def _page(visit: Visit, refusal: str = "", status: int = 200) -> Response:
    offer = await substitutes.substitute(visit.shop, visit.request.path_params["link"])
    return await visit.render(
        "substitute.html", {"offer": offer, "refusal": refusal}, status=status
    )
