"""Articles whose sales are watched, to learn what prices that move by themselves bring."""

from typing import ClassVar

from django.db import models


class MeasuredArticle(models.Model):
    """
    An article that was moved, or held out, and whose week is under way; told and deleted once it is over.

    `standing` says as what it was decided: mode, holdout, experiment and arm. One row an article and channel.
    """

    channel = models.ForeignKey(
        "catalog.Channel",
        models.PROTECT,
        to_field="code",
        db_column="channel_code",
        related_name="+",
        db_index=False,
    )
    variant = models.ForeignKey("catalog.Variant", models.PROTECT, related_name="+")
    currency = models.CharField(max_length=3)
    standing = models.CharField(max_length=160)
    token = models.TextField()
    begins_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "pricing_measured_article"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["channel", "variant"], name="pricing_article_measured_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.variant_id} from {self.begins_at:%Y-%m-%d}"
