"""Delete a collection."""

from uuid import UUID

from serai.catalog.models import Collection
from serai.catalog.queries.collections.collection_view import CollectionNotFound
from serai.plumbing.db import unit_of_work


@unit_of_work()
def delete_collection(collection_id: UUID) -> None:
    """
    Forget a collection; its products stay as they are.

    Raises:
        CollectionNotFound: none has this id.
    """
    deleted, _ = Collection.objects.filter(pk=collection_id).delete()
    if not deleted:
        raise CollectionNotFound(collection_id)
