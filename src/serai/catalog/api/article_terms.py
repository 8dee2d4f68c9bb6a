"""How articles reach their buyers and who may have them, for staff."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from serai.catalog.api.schemas import REFUSALS
from serai.catalog.domain.article_terms import OLDEST_AGE, ArticleTerms, Nature
from serai.catalog.queries.article_terms import article_terms_page
from serai.catalog.usecases.set_article_terms import set_article_terms
from serai.kernel import clock
from serai.plumbing.api import Input, answer, answered_once, staff

router = Router()
MOST = 1000
_Sku = Annotated[str, Field(min_length=1, max_length=64, examples=["WINE-75"])]


class ArticleTermsIn(Input):
    """The terms of one article; what is left out is as for plain goods."""

    sku: _Sku
    nature: Annotated[
        Nature,
        Field(description="goods, file (downloads), keys (each sold once) or service (wrapping)."),
    ] = Nature.GOODS
    minimum_age: Annotated[
        int, Field(strict=True, ge=0, le=OLDEST_AGE, description="In years; checked at hand-over.")
    ] = 0
    needs_prescription: Annotated[
        bool, Field(strict=True, description="A pharmacist releases the order.")
    ] = False
    regime: Annotated[
        str,
        Field(
            max_length=32,
            pattern=r"^([a-z0-9][a-z0-9_-]*)?$",
            description="The laws that are about it; they differ from place to place.",
            examples=["alcohol"],
        ),
    ] = ""


class ArticleTermsRows(Input):
    """The terms of articles: all of them are set, or none."""

    rows: Annotated[list[ArticleTermsIn], Field(min_length=1, max_length=MOST)]


class ArticleTermsOut(Schema):
    """The terms of one article."""

    sku: str
    variant_id: UUID
    nature: str
    minimum_age: int
    needs_prescription: bool
    regime: str


class ArticleTermsList(Schema):
    """Articles by SKU; ask again with the last SKU for those after it."""

    items: list[ArticleTermsOut]


class ArticleTermsSet(Schema):
    """How many were set."""

    count: int


class TermsQuery(Schema):
    """Which articles."""

    after: Annotated[str, Field(max_length=64, description="Those after this SKU.")] = ""
    limit: Annotated[int, Field(ge=1, le=MOST)] = 100


@router.get(
    "/article-terms",
    auth=staff("catalog:read"),
    response={200: ArticleTermsList, **REFUSALS},
    operation_id="article_terms",
)
def get_article_terms(request: HttpRequest, query: Query[TermsQuery]) -> HttpResponse:
    """List what was said of articles; those that are not named are plain goods for everybody."""
    return answer({"items": article_terms_page(after=query.after, limit=query.limit)})


@router.post(
    "/article-terms",
    auth=staff("catalog:write"),
    response={200: ArticleTermsSet, **REFUSALS},
    operation_id="set_article_terms",
)
def post_article_terms(request: HttpRequest, body: ArticleTermsRows) -> HttpResponse:
    """Say of articles that they are digital, a service, or not for everybody."""
    terms = {
        row.sku: ArticleTerms(row.nature, row.minimum_age, row.needs_prescription, row.regime)
        for row in body.rows
    }
    return answered_once(
        request,
        "set_article_terms",
        lambda: {"count": set_article_terms(terms, now=clock.now())},
    )
