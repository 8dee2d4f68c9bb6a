"""Search as staff see it: why a hit stands where it stands."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from serai.catalog.public import channel
from serai.discovery.api.reads import measure_of
from serai.discovery.api.schemas_of_staff import REFUSALS, SearchExplainedOut, SearchToExplain
from serai.discovery.api.why_ranked import in_words
from serai.discovery.api.words import words_for
from serai.discovery.queries.lists.explaining import explained
from serai.discovery.queries.shelves.current import snapshot_now
from serai.plumbing.api import Problem, answer, staff

router = Router()


@router.get(
    "/search-explanations",
    auth=staff("search:read"),
    response={200: SearchExplainedOut, 404: Problem, **REFUSALS},
    operation_id="explain_search",
)
def get_search_explanation(request: HttpRequest, asked: Query[SearchToExplain]) -> HttpResponse:
    """The first hits of a search, each with its three strongest reasons."""
    view = channel(asked.channel_code)
    snapshot = snapshot_now(view.code)
    words = words_for(view.code, view.locale, request.headers.get("Accept-Language", ""))
    return answer(in_words(explained(snapshot, asked.q, measure_of, limit=asked.limit), words))
