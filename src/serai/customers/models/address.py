"""An address in a customer's address book."""

from typing import ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from serai.customers.models.customer import Customer
from serai.kernel.ids import uuid7


class AddressQuerySet(models.QuerySet["Address"]):
    """Addresses, narrowed down."""

    def of_customer(self, customer_id: UUID) -> Self:
        """The book of one customer, the default first, then the newest."""
        return self.filter(customer_id=customer_id).order_by("-is_default", "-id")


class Address(models.Model):
    """Where a customer has things sent. At most one of a customer's addresses is the default."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    line1 = models.CharField(max_length=200)
    line2 = models.CharField(max_length=200, blank=True)
    city = models.CharField(max_length=100)
    region = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=16)
    country = models.CharField(max_length=2)
    phone = models.CharField(max_length=30, blank=True)
    is_default = models.BooleanField()
    created_at = models.DateTimeField()

    objects = AddressQuerySet.as_manager()

    class Meta:
        db_table = "customers_address"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["customer"],
                condition=Q(is_default=True),
                name="customers_one_default_address",
            )
        ]

    def __str__(self) -> str:
        """Name the row, never the person."""
        return f"address {self.id}"
