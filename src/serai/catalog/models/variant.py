"""Variants: what is counted, priced and put into a cart."""

from django.db import models

from serai.catalog.models.product import Product
from serai.kernel.ids import uuid7

_PACKAGE = ("package_count", "package_amount", "package_unit")


class Variant(models.Model):
    """
    What is counted, priced and put into a cart.

    `unit` is what one of it is when bought: "each", or a measure such as "kg" for goods weighed at
    the till. The package is `package_count` inner packages of `package_amount` `package_unit`.
    `gtin` has 14 digits, zeros in front.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="variants")
    sku = models.CharField(max_length=64, unique=True)
    gtin = models.CharField(max_length=14, null=True, blank=True)  # noqa: DJ001 -- "" is no GTIN
    name = models.CharField(max_length=200, default="", blank=True, db_default="")
    unit = models.CharField(max_length=8, default="each", db_default="each")
    package_count = models.IntegerField(null=True, blank=True)
    package_amount = models.DecimalField(null=True, blank=True, max_digits=14, decimal_places=4)
    package_unit = models.CharField(max_length=8, null=True, blank=True)  # noqa: DJ001
    length_mm = models.IntegerField(null=True, blank=True)
    width_mm = models.IntegerField(null=True, blank=True)
    height_mm = models.IntegerField(null=True, blank=True)
    weight_g = models.IntegerField(null=True, blank=True)
    attributes = models.JSONField(
        default=dict, blank=True, db_default=models.Value({}, models.JSONField())
    )
    active = models.BooleanField(default=True, db_default=True)
    position = models.IntegerField(default=0, db_default=0)
    version = models.IntegerField(default=1, db_default=1, editable=False)

    class Meta:
        db_table = "catalog_variant"
        constraints = [
            models.UniqueConstraint(name="catalog_variant_gtin_once", fields=["gtin"]),
            models.CheckConstraint(
                name="catalog_variant_gtin_has_14_digits",
                condition=models.Q(gtin__regex=r"^[0-9]{14}$"),
            ),
            models.CheckConstraint(
                name="catalog_variant_package_is_whole_or_absent",
                condition=models.Q(**{f"{field}__isnull": True for field in _PACKAGE})
                | models.Q(package_count__gt=0, package_amount__gt=0, package_unit__isnull=False),
            ),
            models.CheckConstraint(
                name="catalog_variant_measures_are_positive",
                condition=models.Q(
                    *(
                        models.Q(**{f"{field}__isnull": True}) | models.Q(**{f"{field}__gt": 0})
                        for field in ("length_mm", "width_mm", "height_mm", "weight_g")
                    )
                ),
            ),
            models.CheckConstraint(
                name="catalog_variant_version", condition=models.Q(version__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return self.sku
