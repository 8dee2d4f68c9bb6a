"""The shop's reads as Django answers them when the lane does not."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from serai.discovery.api import parameters, site_map
from serai.discovery.api.headers import headers_of, is_known
from serai.discovery.api.reads import answer_read
from serai.discovery.api.schemas import (
    AutocompleteOut,
    ListingOut,
    ProductOut,
    SearchOut,
    ShelvesOut,
    SuggestedOut,
)
from serai.discovery.api.schemas_of_cards import CardsOut
from serai.discovery.api.subjects import VISITOR
from serai.discovery.domain.sorting import Sort
from serai.plumbing.api import Problem, caller_of, shop_key

router = Router(auth=shop_key)
router.add_router("", site_map.router)
_REFUSALS = dict.fromkeys((400, 401, 403, 429, 503), Problem)
_OF_PRODUCT = {404: Problem, **_REFUSALS}
_TEXT = parameters.parameter(
    "q", "What the shopper wrote; nothing finds nothing.", {"type": "string", "maxLength": 500}
)


def _takes(*found: parameters.Parameter) -> dict[str, Any]:
    return {"parameters": list(found)}


@router.get(
    "/products",
    response={200: ListingOut, **_OF_PRODUCT},
    operation_id="products",
    openapi_extra=_takes(*parameters.of_list(Sort.POPULAR), parameters.visitor()),
)
def get_products(request: HttpRequest) -> HttpResponse:
    """
    Products of a category or of the whole shop, with facets over all that match.

    Every facet's field is a parameter; so are attributes under their codes.
    """
    return _answer(request, "products")


@router.get(
    "/search",
    response={200: SearchOut, **_OF_PRODUCT},
    operation_id="search",
    openapi_extra=_takes(_TEXT, *parameters.of_list(Sort.RELEVANCE), parameters.visitor()),
)
def get_search(request: HttpRequest) -> HttpResponse:
    """Products by what a shopper writes: slips, synonyms, brands, categories and sizes are understood."""
    return _answer(request, "search")


@router.get(
    "/autocomplete",
    response={200: AutocompleteOut, **_REFUSALS},
    operation_id="autocomplete",
    openapi_extra=_takes(_TEXT),
)
def get_autocomplete(request: HttpRequest) -> HttpResponse:
    """What a text may become, while the shopper types; what they buy comes first when they are logged in."""
    return _answer(request, "autocomplete")


@router.get(
    "/suggestions",
    response={200: ShelvesOut, **_REFUSALS},
    operation_id="suggestions",
    openapi_extra=_takes(
        parameters.parameter("slot", "The page.", {"type": "string", "enum": ["home", "cart", ""]}),
        parameters.products("beside", "What is in the cart: slugs, SKUs, GTINs or ids."),
        parameters.products("seen", "What was looked at, the latest first."),
        parameters.parameter(
            "store",
            "The code of the reader's store: what is bought there now.",
            {"type": "string", "maxLength": parameters.LONGEST_CODE},
        ),
        parameters.limit(12),
        parameters.visitor(),
    ),
)
def get_suggestions(request: HttpRequest) -> HttpResponse:
    """
    Rows of suggested products; personal when a shopper is logged in.

    Beside a cart: what goes with what is in it. On the home page, also for strangers: what suits the products
    that they looked at, and what is bought in the store that they chose, at this time of day.
    """
    return _answer(request, "suggestions")


@router.get(
    "/cards",
    response={200: CardsOut, **_REFUSALS},
    operation_id="cards",
    openapi_extra=_takes(parameters.products("key", "Products: slugs, SKUs, GTINs or ids.")),
)
def get_cards(request: HttpRequest) -> HttpResponse:
    """The cards of the products that are named, in that order; those that are not shown are left out."""
    return _answer(request, "cards")


@router.get("/products/{key}", response={200: ProductOut, **_OF_PRODUCT}, operation_id="product")
def get_product(request: HttpRequest, key: str) -> HttpResponse:
    """One product, by its slug, SKU, GTIN or id."""
    return _answer(request, "product", key)


@router.get(
    "/products/{key}/similar",
    response={200: SuggestedOut, **_OF_PRODUCT},
    operation_id="similar_products",
    openapi_extra=_takes(parameters.limit(12), parameters.visitor()),
)
def get_similar(request: HttpRequest, key: str) -> HttpResponse:
    """What could stand in for a product."""
    return _answer(request, "similar_products", key)


@router.get(
    "/products/{key}/bought-together",
    response={200: SuggestedOut, **_OF_PRODUCT},
    operation_id="bought_together",
    openapi_extra=_takes(parameters.limit(6), parameters.visitor()),
)
def get_bought_together(request: HttpRequest, key: str) -> HttpResponse:
    """What is often bought in the same basket."""
    return _answer(request, "bought_together", key)


def _answer(request: HttpRequest, operation: str, key: str = "") -> HttpResponse:
    answer = answer_read(
        operation,
        caller_of(request),
        key=key,
        query_string=request.META.get("QUERY_STRING", ""),
        accept_language=request.headers.get("Accept-Language", ""),
        visitor=request.headers.get(VISITOR),
    )
    known = is_known(answer, request.headers.get("If-None-Match", ""))
    response = (
        HttpResponse(status=304)
        if known
        else HttpResponse(answer.body, content_type="application/json")
    )
    for name, value in headers_of(answer):
        response[name] = value
    return response
