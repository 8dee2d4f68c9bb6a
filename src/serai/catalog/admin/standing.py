"""Columns that say what is sold, and how it is packed."""

from django.utils.safestring import SafeString

from serai.catalog.models import Variant
from serai.plumbing.back_office import chip


def on_sale(active: bool) -> SafeString:  # noqa: FBT001 - a column's value
    """Return whether it is sold, as a chip."""
    return chip("on sale", "good") if active else chip("withdrawn", "bad")


def package_of(variant: Variant) -> str:
    """Return the package size in words."""
    if variant.package_amount is None or variant.package_unit is None:
        return "—"
    each = f"{variant.package_amount.normalize():f} {variant.package_unit}"
    count = variant.package_count or 1
    return each if count == 1 else f"{count} × {each}"
