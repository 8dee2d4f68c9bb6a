"""Groups of customers who buy on the same terms."""

from django.db import models


class CustomerGroup(models.Model):
    """A group that staff put customers into: wholesale, employees, members of a club."""

    code = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "customers_group"
        verbose_name = "customer group"

    def __str__(self) -> str:
        return self.name
