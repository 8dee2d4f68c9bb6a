"""The shop: articles that a customer keeps for later. Every route speaks of the caller alone."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from serai.customers.api.schemas import REFUSALS
from serai.customers.queries.kept_articles import kept_articles
from serai.customers.usecases.forget_article import forget_article
from serai.customers.usecases.keep_article import MOST_KEPT, keep_article
from serai.kernel import clock
from serai.plumbing.api import Problem, answer, caller_of, empty, shopper

router = Router(auth=shopper)


class KeptOut(Schema):
    """An article that is kept."""

    sku: Annotated[str, Field(examples=["MILK"])]
    kept_at: Annotated[datetime, Field(description="Since when.")]


class KeptArticlesOut(Schema):
    """What a customer keeps in this channel."""

    items: Annotated[list[KeptOut], Field(description=f"At most {MOST_KEPT}, the latest first.")]


@router.get(
    "/me/kept-articles",
    response={200: KeptArticlesOut, **REFUSALS},
    operation_id="kept_articles_of_customer",
)
def get_kept_articles(request: HttpRequest) -> HttpResponse:
    """What the customer keeps for later; whether it can still be had is asked of `cards`."""
    customer_id, channel_code = _me(request)
    return answer({"items": kept_articles(customer_id, channel_code)})


@router.put(
    "/me/kept-articles/{sku}",
    response={204: None, 404: Problem, **REFUSALS},
    operation_id="keep_article",
)
def put_kept_article(request: HttpRequest, sku: str) -> HttpResponse:
    """Keep an article for later; one that is kept already stays where it is."""
    customer_id, channel_code = _me(request)
    keep_article(customer_id, channel_code, sku, now=clock.now())
    return empty()


@router.delete(
    "/me/kept-articles/{sku}", response={204: None, **REFUSALS}, operation_id="forget_article"
)
def delete_kept_article(request: HttpRequest, sku: str) -> HttpResponse:
    """Take an article off the list."""
    forget_article(*_me(request), sku)
    return empty()


def _me(request: HttpRequest) -> tuple[UUID, str]:
    caller = caller_of(request)
    assert caller.customer_id is not None
    return caller.customer_id, caller.channel_code
