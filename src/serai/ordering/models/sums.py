"""What the database itself checks about amounts."""

from django.db.models import CheckConstraint, F, Q


def adds_up(table: str) -> CheckConstraint:
    """Return the check that items - discount + delivery + tax is the total."""
    total = F("items_minor") - F("discount_minor") + F("delivery_minor") + F("tax_minor")
    return CheckConstraint(name=f"{table}_adds_up", condition=Q(total_minor=total))


def none_negative(table: str, *columns: str) -> CheckConstraint:
    """Return the check that none of `columns` is below zero."""
    condition = Q()
    for column in columns:
        condition &= Q(**{f"{column}__gte": 0})
    return CheckConstraint(name=f"{table}_none_negative", condition=condition)
