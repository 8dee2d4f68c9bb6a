"""Attributes: the definitions of what products can be described by."""

from django.db import models

from serai.catalog.domain.attributes import AttributeKind
from serai.kernel.ids import uuid7


class Attribute(models.Model):
    """
    A property with a type; products and variants keep its values as JSON under its code.

    `choices` is a list of `{"value": …, "label": …}`; `labels` holds the label per locale.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=16, choices=[(kind, kind) for kind in AttributeKind])
    label = models.CharField(max_length=120)
    labels = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    unit = models.CharField(max_length=16, default="", blank=True, db_default="")
    choices = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    filterable = models.BooleanField(default=False, db_default=False)

    class Meta:
        db_table = "catalog_attribute"
        constraints = [
            models.CheckConstraint(
                name="catalog_attribute_kind",
                condition=models.Q(kind__in=[kind.value for kind in AttributeKind]),
            ),
            models.CheckConstraint(
                name="catalog_attribute_only_numbers_have_units",
                condition=models.Q(unit="") | models.Q(kind=AttributeKind.NUMBER.value),
            ),
        ]
