"""Collections: products that have something in common, by rule."""

from django.db import models

from serai.kernel.ids import uuid7


class Collection(models.Model):
    """
    Conditions over products, under a name.

    What belongs is asked when it matters and kept nowhere, so nothing is recomputed when a product changes.
    `digest` names what the conditions say.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.CharField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    conditions = models.JSONField()
    digest = models.CharField(max_length=64)
    version = models.IntegerField(default=1, db_default=1, editable=False)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        db_table = "catalog_collection"
        constraints = [
            models.CheckConstraint(
                name="catalog_collection_is_named",
                condition=~models.Q(slug="") & ~models.Q(name=""),
            ),
        ]

    def __str__(self) -> str:
        return self.slug
