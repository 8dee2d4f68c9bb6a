"""Calls about collections."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from serai.catalog.public import WriteCollection, write_collection
from serai.kernel import clock


def a_collection() -> UUID:
    """Write a collection of everything."""
    said = WriteCollection(name="Everything", conditions={"rules": []})
    return write_collection(said, now=clock.now()).id


def collection_calls(
    collection_id: UUID, product_id: UUID, plain: Callable[..., Any]
) -> dict[str, Any]:
    """Return a right call of every operation of collections."""
    own = {"rules": [{"field": "private_label", "operator": "=", "value": True}]}
    said = {"name": "Our own", "conditions": own}
    row = {"collection_id": collection_id}
    return {
        "collections": plain(),
        "collection": plain(**row),
        "write_collection": plain(said),
        "change_collection": plain(said | {"version": 1}, **row),
        "delete_collection": plain(**row),
        "products_in_collection": plain(query="?limit=5", **row),
        "why_in_collection": plain(**row, product_id=product_id),
    }
