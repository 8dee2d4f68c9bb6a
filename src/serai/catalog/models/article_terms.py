"""Terms of articles that are not plain goods for everybody."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from serai.catalog.domain.article_terms import OLDEST_AGE, Nature
from serai.catalog.models.variant import Variant

_TABLE = "catalog_article_terms"


class ArticleTermsRow(models.Model):
    """
    How one article reaches its buyer, and who may have it. Articles without a row are plain goods.

    Rows are changed and never deleted, and each change makes `version` larger: a process sees at the sum of
    all versions whether it knows every change.
    """

    variant = models.OneToOneField(Variant, models.PROTECT, primary_key=True, related_name="+")
    nature = models.TextField(choices=[(nature.value, nature.value) for nature in Nature])
    minimum_age = models.SmallIntegerField()
    needs_prescription = models.BooleanField()
    regime = models.CharField(max_length=32, default="", blank=True, db_default="")
    """The laws that are about it, such as `alcohol`; empty: none in particular."""
    version = models.BigIntegerField()
    changed_at = models.DateTimeField()

    class Meta:
        db_table = _TABLE
        verbose_name = "terms of an article"
        verbose_name_plural = "terms of articles"
        constraints: ClassVar = [
            models.CheckConstraint(
                name=f"{_TABLE}_nature",
                condition=Q(nature__in=[nature.value for nature in Nature]),
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_age",
                condition=Q(minimum_age__gte=0, minimum_age__lte=OLDEST_AGE),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nature} {self.variant.sku}"
