"""A customer, guest or account."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from serai.customers.models.customer_group import CustomerGroup
from serai.kernel.ids import uuid7


class CustomerQuerySet(models.QuerySet["Customer"]):
    """Customers, narrowed down."""

    def accounts(self) -> Self:
        """Those who can log in."""
        return self.filter(kind=Customer.Kind.ACCOUNT)

    def of_email(self, email: str) -> Self:
        """Those with this normalised address, the account before the guest."""
        return self.filter(email=email).order_by("kind")


class Customer(models.Model):
    """
    Somebody who shops.

    One account and one guest at most have an address. They stay two rows until the owner of the
    address proves that it is theirs: anybody can register with anybody's address. Staff say to which group
    a customer belongs and for which company they buy: both decide what things cost them.
    """

    class Kind(models.TextChoices):
        """Whether they can log in."""

        ACCOUNT = "account"
        GUEST = "guest"

    class Credential(models.TextChoices):
        """Where the password comes from."""

        NONE = "none", "none"
        OWN = "own", "chosen by the customer"
        SHARED = "shared", "shared by imported demo customers"

    id = models.UUIDField(primary_key=True, default=uuid7)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    email = models.CharField(max_length=254, db_collation="C")
    email_verified_at = models.DateTimeField(null=True, blank=True)
    name = models.CharField(max_length=200, blank=True)
    locale = models.CharField(max_length=10)
    password_hash = models.CharField(max_length=200, blank=True)
    credential = models.CharField(
        max_length=10, choices=Credential.choices, default=Credential.NONE
    )
    group = models.ForeignKey(
        CustomerGroup,
        models.PROTECT,
        to_field="code",
        db_column="group_code",
        related_name="+",
        null=True,
        blank=True,
        db_index=False,
    )
    company_id = models.UUIDField(null=True, blank=True)
    demographics = models.JSONField(null=True, blank=True)
    source = models.CharField(max_length=60)
    created_at = models.DateTimeField()
    last_login_at = models.DateTimeField(null=True, blank=True)

    objects = CustomerQuerySet.as_manager()

    class Meta:
        db_table = "customers_customer"
        indexes: ClassVar = [models.Index(fields=["email", "id"], name="customers_email")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["email"],
                condition=Q(kind="account"),
                name="customers_one_account_per_email",
            ),
            models.UniqueConstraint(
                fields=["email"], condition=Q(kind="guest"), name="customers_one_guest_per_email"
            ),
            models.CheckConstraint(
                condition=Q(email=Lower(F("email"))), name="customers_email_is_normalised"
            ),
            models.CheckConstraint(
                condition=Q(password_hash="", credential="none")
                | (~Q(password_hash="") & ~Q(credential="none") & Q(kind="account")),
                name="customers_only_accounts_have_passwords",
            ),
        ]

    def __str__(self) -> str:
        """Name the row, never the person: this meets logs."""
        return f"{self.kind} {self.id}"
