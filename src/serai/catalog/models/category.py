"""Categories: one tree."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import OpClass
from django.db import models

from serai.kernel.ids import uuid7


class Category(models.Model):
    """
    A place in the tree.

    `path` is the slugs from the root to here joined by slashes, `names` are their names; the use
    cases derive both from `parent`, for the whole tree in one statement. Slugs hold no slash, so
    everything below is `path LIKE 'grocery/frozen/%'`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    slug = models.CharField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    description = models.TextField(default="", blank=True, db_default="")
    position = models.IntegerField(default=0, db_default=0)
    path = models.TextField(unique=True, editable=False)
    names = ArrayField(models.CharField(max_length=200), editable=False)
    depth = models.SmallIntegerField(editable=False)
    source = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    version = models.IntegerField(default=1, db_default=1, editable=False)

    class Meta:
        db_table = "catalog_category"
        indexes = [
            models.Index(OpClass("path", "text_pattern_ops"), name="catalog_category_path_prefix"),
        ]
        constraints = [
            models.CheckConstraint(
                name="catalog_category_path_ends_in_slug",
                condition=models.Q(path=models.F("slug"))
                | models.Q(path__endswith=models.functions.Concat(models.Value("/"), "slug")),
            ),
            models.CheckConstraint(
                name="catalog_category_depth",
                condition=models.Q(depth__gte=0, depth__lt=16),
            ),
            models.CheckConstraint(
                name="catalog_category_root_has_no_parent",
                condition=models.Q(depth=0, parent__isnull=True)
                | models.Q(depth__gt=0, parent__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.path


class CategoryTranslation(models.Model):
    """A category's texts in another language."""

    category = models.ForeignKey(
        Category, on_delete=models.CASCADE, related_name="translations", db_index=False
    )
    locale = models.CharField(max_length=35)
    name = models.CharField(max_length=200)
    description = models.TextField(default="", blank=True, db_default="")

    class Meta:
        db_table = "catalog_category_translation"
        constraints = [
            models.UniqueConstraint(
                name="catalog_category_translation_once", fields=["category", "locale"]
            ),
        ]

    def __str__(self) -> str:
        return self.locale
