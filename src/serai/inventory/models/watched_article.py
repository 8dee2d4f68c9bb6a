"""Articles at locations that are watched, to learn what orders that go by themselves bring."""

from typing import ClassVar

from django.db import models

from serai.inventory.models.location import Location


class WatchedArticle(models.Model):
    """
    An article at a location of which a proposal was decided; told and deleted once its time is over.

    Watched is whether it runs out from `starts_at` until `ends_at`. `standing` says as what it was decided: mode,
    holdout, experiment and arm.
    """

    variant = models.ForeignKey("catalog.Variant", models.PROTECT, related_name="+", db_index=False)
    location = models.ForeignKey(Location, models.PROTECT, related_name="+")
    standing = models.TextField()
    token = models.TextField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "inventory_watched_article"
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="inventory_watched_article_once", fields=["variant", "location"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.variant_id} until {self.ends_at:%Y-%m-%d}"
