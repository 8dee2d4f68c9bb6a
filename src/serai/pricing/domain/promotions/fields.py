"""What the conditions of promotions may speak about."""

from collections.abc import Iterable

from serai.kernel.conditions import Field, Fields, FieldType

_TEXT, _NUMBER, _LIST = FieldType.TEXT, FieldType.NUMBER, FieldType.LIST


def cart_fields(currency: str, *, more: Iterable[Field] = ()) -> Fields:
    """
    Return what a promotion may ask about the cart, the buyer and the place.

    Those of the cart and its destination the pricing function knows by itself; `customer.…`,
    `delivery_method` and `payment_method` are there if the caller hands them in as facts of the cart.
    Without a currency nothing can be said about money.

    Args:
        currency: ISO 4217 code of the promotion's amounts, or "".
        more: further facts that callers hand in.
    """
    return Fields(
        "promotion",
        [
            *_money(currency, items="Cart before discounts"),
            Field("units", _NUMBER, "Units in the cart"),
            Field("articles", _NUMBER, "Different articles in the cart"),
            Field("skus", _LIST, "Articles in the cart (SKU)"),
            Field("categories", _LIST, "Categories in the cart (or above)"),
            Field("brands", _LIST, "Brands in the cart"),
            Field("country", _TEXT, "Country (code) of the delivery"),
            Field("region", _TEXT, "Region (code) of the delivery"),
            Field("delivery_method", _TEXT, "Way of delivery"),
            Field("payment_method", _TEXT, "Way of payment"),
            Field("customer_group", _TEXT, "Group of customers"),
            Field("for_company", FieldType.BOOLEAN, "Bought for a company"),
            Field("customer.known", FieldType.BOOLEAN, "Logged in"),
            Field("for_subscription", FieldType.BOOLEAN, "Ordered by a subscription"),
            Field("customer.segments", _LIST, "Segments of the customer"),
            Field("customer.since", FieldType.INSTANT, "Customer since"),
            Field("customer.orders", _NUMBER, "Orders before"),
            *_money(currency, **{"customer.spent": "Spent before"}),
            *more,
        ],
    )


def line_fields(currency: str, *, more: Iterable[Field] = ()) -> Fields:
    """
    Return what a promotion may ask about a line.

    `sku`, `price`, `cost`, `quantity` and `reduced` the pricing function knows by itself; the others are
    there if the caller hands them in as facts of the line.

    Args:
        currency: ISO 4217 code of the promotion's amounts, or "".
        more: further facts that callers hand in, such as the attributes of articles.
    """
    return Fields(
        "promotion_line",
        [
            Field("sku", _TEXT, "Article (SKU)"),
            Field("product", _TEXT, "Product number"),
            Field("category", _LIST, "Category (or above)"),
            Field("brand", _TEXT, "Brand", folds=True),
            Field("seller", _TEXT, "Seller"),
            Field("private_label", FieldType.BOOLEAN, "Own brand"),
            Field("reduced", FieldType.BOOLEAN, "Reduced already"),
            Field("quantity", _NUMBER, "Units of the article"),
            *_money(currency, price="Price of a unit", cost="Price of all its units"),
            *more,
        ],
    )


def _money(currency: str, **labels: str) -> list[Field]:
    if not currency:
        return []
    return [
        Field(name, FieldType.MONEY, label, currency=currency) for name, label in labels.items()
    ]
