"""An article that a customer keeps in mind."""

from django.db import models

from serai.customers.models.customer import Customer


class KeptArticle(models.Model):
    """
    An article that a customer may buy later, in the channel in which they saw it.

    It is known by its SKU alone: what it costs and whether it can still be had is asked when the list is shown.
    """

    pk = models.CompositePrimaryKey("customer", "channel_code", "sku")
    customer = models.ForeignKey(
        Customer, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    channel_code = models.TextField()
    sku = models.CharField(max_length=64)
    kept_at = models.DateTimeField()

    class Meta:
        """Table and key; lists are short, so that the key alone finds and sorts them."""

        db_table = "customers_kept_article"
