"""The fake's catalogue, search and suggestions."""

from typing import Any

from starlette.requests import Request
from storefront.fake_http import bearer, somebody
from storefront.fake_platform import Platform, Refused, money


async def channel(_: Request, __: Platform, ___: Any) -> Any:
    return {
        "code": "web",
        "name": "Serai Market",
        "currency": "USD",
        "locale": "en",
        "locales": ["en"],
        "country": "US",
    }


async def categories(_: Request, platform: Platform, __: Any) -> Any:
    return {"items": platform.categories}


async def products(request: Request, platform: Platform, _: Any) -> Any:
    slug = request.query_params.get("category", "")
    if slug not in {each["slug"] for each in platform.categories}:
        raise Refused(404, "catalog.category_not_found")
    return platform.listing(platform.inside(slug), request.query_params)


async def addresses(request: Request, platform: Platform, _: Any) -> Any:
    """Return ten slugs a part."""
    part = int(request.query_params["part"])
    slugs = [good["slug"] for good in platform.goods]
    return {"slugs": slugs[part * 10 : part * 10 + 10], "parts": -(-len(slugs) // 10)}


async def cards(request: Request, platform: Platform, _: Any) -> Any:
    by_key = {good[name]: good for good in platform.goods for name in ("slug", "sku")}
    keys = request.query_params.getlist("key")
    return {"items": [platform.card(by_key[key]) for key in keys if key in by_key]}


async def search(request: Request, platform: Platform, _: Any) -> Any:
    text = request.query_params["q"]
    hits, corrected = platform.found(text)
    brands = {good["brand"].lower(): good["brand_slug"] for good in platform.goods if good["brand"]}
    understood = [
        {"kind": "brand", "text": name, "slug": slug}
        for name, slug in brands.items()
        if name in text.lower()
    ]
    told = {"decision_token": platform.search_token} if platform.search_token else {}
    return {
        **told,
        **platform.listing(hits, request.query_params),
        "query": {"text": text, "corrected": corrected, "understood": understood},
    }


async def outcomes(_: Request, platform: Platform, body: Any) -> Any:
    platform.outcomes += body["outcomes"]
    return {"recorded": len(body["outcomes"]), "repeated": 0, "refused": 0}


async def autocomplete(request: Request, platform: Platform, _: Any) -> Any:
    text = request.query_params["q"].lower()
    hits = [platform.card(good) for good in platform.goods if text in good["name"].lower()][:5]
    nodes = [
        {"slug": each["slug"], "name": each["name"]}
        for each in platform.categories
        if text in each["name"].lower()
    ]
    brands = {
        good["brand_slug"]: good["brand"]
        for good in platform.goods
        if good["brand"] and text in good["brand"].lower()
    }
    return {
        "queries": sorted({good["name"].lower() for good in hits})[:4],
        "products": hits,
        "categories": nodes[:3],
        "brands": [{"slug": slug, "name": name} for slug, name in brands.items()],
    }


async def product(request: Request, platform: Platform, _: Any) -> Any:
    wanted = request.path_params["slug"]
    first = {each["sku"]: sku for sku, more in platform.packages.items() for each in more}
    wanted = first.get(wanted, wanted)
    good = next(
        (each for each in platform.goods if wanted in (each["slug"], each["sku"], each["id"])), None
    )
    if good is None:
        raise Refused(404, "catalog.product_not_found")
    return platform.product(good)


async def own_prices(request: Request, platform: Platform, _: Any) -> Any:
    """Return that a member pays a dollar for milk, and everyone what it costs."""
    member = somebody(request, platform) is not None
    return {
        "items": [
            {
                "sku": good["sku"],
                "price": money(100) if own else good["price"],
                "price_list": "members" if own else "",
            }
            for sku in request.query_params.getlist("sku")
            for good in [platform.by_sku[sku]]
            for own in [member and good["category"]["slug"] == "milk"]
        ]
    }


STORES = [
    ("s32", "Station", "2 Station Road", "in", 1.25),
    ("s31", "Main Street", "31 Main Street", "low", 12.5),
]


async def promises(request: Request, platform: Platform, _: Any) -> Any:
    """Answer with a delivery by either of two services, and one store; a day later without a known place."""
    postcode = request.query_params.get("postcode", "")
    known = request.query_params.get("country") == "US" and postcode.startswith("45")
    if platform.areas and not known:
        return {"deliveries": [], "pickups": [], "by_place": True, "place_known": bool(postcode)}
    return {
        "by_place": True,
        "place_known": known,
        "deliveries": [
            {"service": "standard", "earliest": "2026-11-24", "latest": "2026-11-26", "parcels": 1},
            {
                "service": "express",
                "earliest": "2026-11-23",
                "latest": "2026-11-23" if known else "2026-11-24",
                "parcels": 1,
            },
        ],
        "pickups": [
            {
                "location_id": "01a20000-0000-7000-8000-000000000001",
                "location": "store-1",
                "name": "Main Street",
                "earliest": "2026-11-21T15:00:00Z",
                "latest": "2026-11-21T16:30:00Z",
                "distance_km": 3.2 if known else None,
            }
        ],
    }


async def stores(request: Request, platform: Platform, _: Any) -> Any:
    """Answer with two stores on two pages; nearest first when asked."""
    key = request.path_params["id"]
    good = next(each for each in platform.goods if key in (each["sku"], each["id"]))
    near = request.query_params.get("near")
    rows = STORES if near else sorted(STORES, key=lambda row: row[1])
    if request.query_params.get("cursor"):
        rows = [("s40", "Harbour", "", "in", None)]
    items = [
        {
            "code": code,
            "name": name,
            "line1": line1,
            "city": "Cincinnati",
            "availability": availability,
            "distance_km": distance if near else None,
            "distance_is_estimated": code == "s31",
        }
        for code, name, line1, availability, distance in rows
    ]
    if platform.stock[good["sku"]] == 0:
        return {"items": [], "next_cursor": None}
    return {"items": items, "next_cursor": None if request.query_params.get("cursor") else "two"}


async def similar(request: Request, platform: Platform, _: Any) -> Any:
    good = next(each for each in platform.goods if each["id"] == request.path_params["id"])
    others = [
        each for each in platform.goods if each["category"] == good["category"] and each is not good
    ]
    return {"items": [platform.card(each) for each in others], "reason": "From the same shelf"}


async def together(request: Request, platform: Platform, _: Any) -> Any:
    return {
        "items": [platform.card(each) for each in platform.goods[8:14]],
        "reason": "Often in the same basket",
    }


def _beside(platform: Platform, skus: list[str]) -> Any:
    """Return the shelf beside a cart: one good that is not in it, because of the first that is."""
    good = next(each for each in platform.goods if each["sku"] not in skus)
    because = {"code": "goes_with", "words": f"Goes with {skus[0]}."}
    return {
        "slot": "cart",
        "title": "Forgotten anything?",
        "reason": "What goes with your cart.",
        "items": [platform.card(good) | {"because": because}],
    }


async def suggestions(request: Request, platform: Platform, _: Any) -> Any:
    somebody(request, platform)
    if request.query_params.get("slot") == "cart":
        return {"shelves": [_beside(platform, request.query_params.getlist("beside"))]}
    shelves = [
        {
            "slot": "trending",
            "title": "Popular this week",
            "reason": "What everybody buys right now",
            "items": [platform.card(good) for good in platform.goods[0:36:3]],
        }
    ]
    if seen := request.query_params.getlist("seen"):
        shelves.insert(
            0,
            {
                "slot": "seen",
                "title": "After what you looked at",
                "reason": " then ".join(seen),
                "items": [platform.card(good) for good in platform.goods[8:12]],
            },
        )
    if store := request.query_params.get("store"):
        shelves.insert(
            0,
            {
                "slot": "in_store",
                "title": "Trending in your store",
                "reason": store,
                "items": [platform.card(good) for good in platform.goods[4:8]],
            },
        )
    if bearer(request) in platform.tokens:
        shelves.insert(
            0,
            {
                "slot": "usuals",
                "title": "Your usuals",
                "reason": "Because you buy these often",
                "items": [platform.card(good) for good in platform.goods[0:8]],
            },
        )
    shelves.append(
        {
            "slot": "deals",
            "title": "Lower price than last week",
            "reason": None,
            "items": [platform.card(good) for good in platform.goods if good["compare_at"]],
        }
    )
    return {"shelves": shelves}
