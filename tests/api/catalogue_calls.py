"""Right calls of staff about products."""

from collections.abc import Callable
from typing import Any

from api.call import Call, plain
from api.world import World
from factories.pictures import a_photo

A_PICTURE = a_photo(40, 30, kind="PNG")


def catalogue_calls(world: World) -> dict[str, Callable[[], Call]]:
    """Return the calls by operation."""
    product = {"product_id": world.milk.product_id}
    return {
        "product_page": plain(query="?category=milk"),
        "product_for_staff": plain(**product),
        "article_terms": plain(),
        "set_article_terms": plain({"rows": [{"sku": "MILK", "minimum_age": 18}]}),
        "upsert_products": plain({"rows": [{"sku": "NEW-1", "name": "New", "channels": ["web"]}]}),
        "edit_product": lambda: Call(product, an_edit(world)),
        "withdraw_product": plain({"reason": "recalled"}, **product),
        "restore_product": plain(**product),
        "keep_picture": lambda: Call(body=A_PICTURE, media_type="image/png"),
        "add_picture": lambda: Call(
            product, A_PICTURE, query="?alt=A%20bottle", media_type="image/png"
        ),
        "edit_variants": plain({"edits": [{"sku": "MILK", "weight_g": 1030}]}),
        "evidence": plain(source="pricing.price", key=world.price_key),
        "categories_for_staff": plain(),
        "upsert_categories": plain({"rows": [{"slug": "bakery", "name": "Bakery"}]}),
        "upsert_brands": plain({"rows": [{"name": "Ash Tree"}]}),
        "attributes": plain(),
        "define_attributes": plain({"rows": [{"code": "bio", "kind": "boolean", "label": "Bio"}]}),
    }


def an_edit(world: World) -> dict[str, Any]:
    return {"version": world.product()["version"], "name": "Whole milk"}
