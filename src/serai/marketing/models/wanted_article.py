"""For what people wait, counted."""

from typing import ClassVar

from django.db import models


class WantedArticle(models.Model):
    """How many wait for an article in a channel. A view over the alerts, not a table."""

    id = models.CharField(max_length=110, primary_key=True)
    variant = models.ForeignKey("catalog.Variant", models.PROTECT, related_name="+", db_index=False)
    channel_code = models.TextField()
    waiting = models.BigIntegerField()
    for_price = models.BigIntegerField()
    for_stock = models.BigIntegerField()
    since = models.DateTimeField()

    class Meta:
        """Made by a migration's SQL."""

        managed = False
        db_table = "marketing_wanted_article"
        verbose_name = "most wanted"
        verbose_name_plural = "most wanted"
        default_permissions: ClassVar = ("view",)

    def __str__(self) -> str:
        return self.id
