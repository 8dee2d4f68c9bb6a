"""The log, for everybody: heads, keys and proofs. They say nothing but hashes, and need no key."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from serai.attest.api.schemas import (
    ConsistencyOut,
    HeadOut,
    HeadsPage,
    InclusionOut,
    KeysOut,
    LeafOf,
    PageOf,
    TwoSizes,
)
from serai.attest.queries.heads import head_page, key_history, latest_head
from serai.attest.queries.proofs import consistency_proof, inclusion_proof
from serai.plumbing.api import Problem, address_limit, answer

router = Router()


@router.get(
    "/head",
    response={200: HeadOut, 404: Problem, 429: Problem},
    operation_id="latest_head",
)
def get_head(request: HttpRequest) -> HttpResponse:
    """The newest head of the log."""
    address_limit(request)
    return answer(latest_head())


@router.get("/heads", response={200: HeadsPage, 429: Problem}, operation_id="head_page")
def get_heads(request: HttpRequest, page: Query[PageOf]) -> HttpResponse:
    """Every head that was ever signed, the newest first."""
    address_limit(request)
    return answer(head_page(cursor=page.cursor, limit=page.limit))


@router.get("/keys", response={200: KeysOut, 429: Problem}, operation_id="key_history")
def get_keys(request: HttpRequest) -> HttpResponse:
    """Every key that the log ever had, oldest first. Each was vouched for by the one before it."""
    address_limit(request)
    return answer({"items": key_history()})


@router.get(
    "/inclusion",
    response={200: InclusionOut, 422: Problem, 429: Problem},
    operation_id="inclusion_proof",
)
def get_inclusion(request: HttpRequest, leaf: Query[LeafOf]) -> HttpResponse:
    """What proves that a leaf is in the log (RFC 6962, 2.1.1)."""
    address_limit(request)
    return answer(inclusion_proof(leaf.position, size=leaf.size))


@router.get(
    "/consistency",
    response={200: ConsistencyOut, 422: Problem, 429: Problem},
    operation_id="consistency_proof",
)
def get_consistency(request: HttpRequest, sizes: Query[TwoSizes]) -> HttpResponse:
    """What proves that the log has only grown between two sizes (RFC 6962, 2.1.2)."""
    address_limit(request)
    return answer(consistency_proof(sizes.first, sizes.second))
