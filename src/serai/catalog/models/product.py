"""Products: what a shopper reads about."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models.functions import Now

from serai.catalog.models.brand import Brand
from serai.catalog.models.category import Category
from serai.catalog.models.seller import Seller
from serai.kernel.ids import uuid7


class Product(models.Model):
    """
    What a shopper reads about; its variants are what is sold.

    `code` is the merchant's own number for it, and what loads recognise it by. `version` grows with
    every change of the product or of its texts, pictures and assortments; an edit names the version
    it was made from. `tax_class` names the rates that it pays. `source` says where the row came from and
    which of its values were derived.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=64)
    slug = models.CharField(max_length=120)
    name = models.CharField(max_length=300)
    description = models.TextField(default="", blank=True, db_default="")
    brand = models.ForeignKey(
        Brand, on_delete=models.PROTECT, null=True, blank=True, related_name="products"
    )
    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, null=True, blank=True, related_name="products"
    )
    seller = models.ForeignKey(Seller, on_delete=models.PROTECT, related_name="products")
    attributes = models.JSONField(
        default=dict, blank=True, db_default=models.Value({}, models.JSONField())
    )
    tax_class = models.CharField(max_length=64, default="standard", db_default="standard")
    active = models.BooleanField(default=True, db_default=True)
    withdrawn_because = models.CharField(max_length=300, default="", blank=True, db_default="")
    source = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    version = models.IntegerField(default=1, db_default=1, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        db_table = "catalog_product"
        indexes = [
            models.Index(
                fields=["id"],
                name="catalog_product_withdrawn",
                condition=models.Q(active=False),
            ),
            GinIndex(SearchVector("name", config="simple"), name="catalog_product_words"),
            models.Index(
                fields=["id"],
                name="catalog_product_gift_cards",
                condition=models.Q(tax_class="gift_card"),
            ),
        ]
        constraints = [
            models.UniqueConstraint(name="catalog_product_code_once", fields=["code"]),
            models.UniqueConstraint(name="catalog_product_slug_once", fields=["slug"]),
            models.CheckConstraint(name="catalog_product_has_a_name", condition=~models.Q(name="")),
            models.CheckConstraint(
                name="catalog_product_reason_belongs_to_withdrawn",
                condition=models.Q(active=False) | models.Q(withdrawn_because=""),
            ),
            models.CheckConstraint(
                name="catalog_product_tax_class",
                condition=models.Q(tax_class__regex=r"^[a-z0-9][a-z0-9_-]{0,63}$"),
            ),
            models.CheckConstraint(
                name="catalog_product_version", condition=models.Q(version__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ProductTranslation(models.Model):
    """A product's texts in another language; an empty one falls back to the product's own."""

    product = models.ForeignKey(
        Product, on_delete=models.CASCADE, related_name="translations", db_index=False
    )
    locale = models.CharField(max_length=35)
    name = models.CharField(max_length=300, default="", blank=True, db_default="")
    description = models.TextField(default="", blank=True, db_default="")

    class Meta:
        db_table = "catalog_product_translation"
        constraints = [
            models.UniqueConstraint(
                name="catalog_product_translation_once", fields=["product", "locale"]
            ),
        ]

    def __str__(self) -> str:
        return self.locale
