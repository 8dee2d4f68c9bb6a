"""A condition on arrays."""

from django.db.models import BooleanField, Func


class AllPositive(Func):
    """Is every element of an array above zero?"""

    template = "0 < ALL (%(expressions)s)"
    output_field = BooleanField()
