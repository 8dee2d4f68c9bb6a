"""Drafts: carts that staff has made up."""

from serai.ordering.models.cart_row import CartRow


class DraftRow(CartRow):
    """The carts that are drafts, for the back office: a name of their own, so permissions of their own."""

    class Meta:
        proxy = True
        verbose_name = "draft"
