"""What shoppers search for in vain, and synonyms that help them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from serai.catalog.public import channel
from serai.discovery.api.schemas_of_searches import (
    SearchesInVainOut,
    SynonymIn,
    SynonymOut,
    SynonymsOut,
    WhoseSearches,
    WhoseSynonyms,
)
from serai.discovery.api.schemas_of_staff import REFUSALS
from serai.discovery.queries.searches.in_vain import searches_in_vain
from serai.discovery.queries.searches.synonyms import synonyms
from serai.discovery.usecases.searches.forget_synonym import forget_synonym
from serai.discovery.usecases.searches.teach_synonym import TeachSynonym, teach_synonym
from serai.kernel import clock
from serai.plumbing.api import Problem, answer, answered_once, staff

router = Router()
_READ, _WRITE = staff("search:read"), staff("search:write")


@router.get(
    "/searches-in-vain",
    auth=_READ,
    response={200: SearchesInVainOut, 404: Problem, **REFUSALS},
    operation_id="searches_in_vain",
)
def get_searches_in_vain(request: HttpRequest, asked: Query[WhoseSearches]) -> HttpResponse:
    """What shoppers searched for and no product had all the words of, the commonest first."""
    view = channel(asked.channel_code)
    return answer(searches_in_vain(view.code, days=asked.days, limit=asked.limit, now=clock.now()))


@router.get(
    "/synonyms",
    auth=_READ,
    response={200: SynonymsOut, 404: Problem, **REFUSALS},
    operation_id="synonyms",
)
def get_synonyms(request: HttpRequest, asked: Query[WhoseSynonyms]) -> HttpResponse:
    """Synonyms that staff decided about, and those that are learnt and wait for them."""
    return answer(synonyms(channel(asked.channel_code).code))


@router.post(
    "/synonyms",
    auth=_WRITE,
    response={200: SynonymOut, 404: Problem, 409: Problem, **REFUSALS},
    operation_id="teach_synonym",
)
def post_synonym(request: HttpRequest, body: SynonymIn) -> HttpResponse:
    """Let a phrase find another one too, or never; a later decision replaces an earlier one."""
    command = TeachSynonym(**body.dict())
    return answered_once(request, "teach_synonym", lambda: teach_synonym(command, now=clock.now()))


@router.delete(
    "/synonyms/{synonym_id}",
    auth=_WRITE,
    response={204: None, 404: Problem, **REFUSALS},
    operation_id="forget_synonym",
)
def delete_synonym(request: HttpRequest, synonym_id: UUID) -> HttpResponse:
    """Take a decision back: what is learnt about the pair counts again as the slot says."""
    forget_synonym(synonym_id)
    return HttpResponse(status=204)
