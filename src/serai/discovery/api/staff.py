"""Search as staff see it: why a hit stands where it stands."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from serai.catalog.public import channel
from serai.discovery.api.reads import measure_of
from serai.discovery.api.schemas_of_staff import (
    REFUSALS,
    SearchExplainedOut,
    SearchToExplain,
    SuggestionsExplainedOut,
    SuggestionsToExplain,
)
from serai.discovery.api.staff_searches import router as searches
from serai.discovery.api.why_ranked import in_words
from serai.discovery.api.why_suggested import in_words as suggestions_in_words
from serai.discovery.api.words import words_for
from serai.discovery.queries.lists.explaining import Asked, explained
from serai.discovery.queries.shelves.current import snapshot_now
from serai.discovery.queries.suggestions.explaining import suggestions_explained
from serai.plumbing.api import Problem, answer, caller_of, staff
from serai.plumbing.auth import NotAllowed

_HABITS = "customers:read"
router = Router()
router.add_router("", searches)


@router.get(
    "/search-explanations",
    auth=staff("search:read"),
    response={200: SearchExplainedOut, 404: Problem, **REFUSALS},
    operation_id="explain_search",
)
def get_search_explanation(request: HttpRequest, asked: Query[SearchToExplain]) -> HttpResponse:
    """
    The first hits of a search, each with its three strongest reasons.

    To look at one customer's habits the key needs `customers:read` too.
    """
    if asked.customer_id is not None and _HABITS not in caller_of(request).scopes:
        raise NotAllowed(_HABITS)
    view = channel(asked.channel_code)
    snapshot = snapshot_now(view.code)
    words = words_for(view.code, view.locale, request.headers.get("Accept-Language", ""))
    wanted = Asked(asked.q, asked.limit, asked.customer_id, learnt=asked.learnt)
    return answer(in_words(explained(snapshot, wanted, measure_of), words))


@router.get(
    "/suggestion-explanations",
    auth=staff("customers:read"),
    response={200: SuggestionsExplainedOut, 404: Problem, **REFUSALS},
    operation_id="explain_suggestions",
)
def get_suggestion_explanation(
    request: HttpRequest, asked: Query[SuggestionsToExplain]
) -> HttpResponse:
    """What a customer is expected to buy next, each product with its three strongest reasons."""
    view = channel(asked.channel_code)
    snapshot = snapshot_now(view.code)
    words = words_for(view.code, view.locale, request.headers.get("Accept-Language", ""))
    found = suggestions_explained(snapshot, asked.customer_id, limit=asked.limit)
    return answer(suggestions_in_words(found, words))
