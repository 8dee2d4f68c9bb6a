"""What the rules of the review may speak about."""

from collections.abc import Iterable

from serai.kernel.conditions import Choice, Field, Fields, FieldType
from serai.ordering.domain.delivery import DeliveryKind
from serai.ordering.domain.review.velocity import SUBJECTS, WINDOWS

_TEXT, _NUMBER, _YES = FieldType.TEXT, FieldType.NUMBER, FieldType.BOOLEAN
_KINDS = (
    Choice(DeliveryKind.DELIVERY.value, "To the door"),
    Choice(DeliveryKind.PICKUP.value, "Collected in a store"),
)


def review_fields(channels: Iterable[str] = ()) -> Fields:
    """
    Return what a rule may ask about an order that was agreed.

    Counts of the past hour, day and week include the order itself: "more than 3" holds the fourth.

    Args:
        channels: codes to suggest.
    """
    suggested = tuple(Choice(code, code) for code in channels)
    return Fields(
        "review",
        [
            Field("channel", _TEXT, "Channel", choices=suggested),
            Field("currency", _TEXT, "Currency (code)"),
            Field("total", _NUMBER, "Total, in the order's currency", places=3),
            Field("discount", _NUMBER, "Discounts, in the order's currency", places=3),
            Field("units", _NUMBER, "Units in the order"),
            Field("most_of_one", _NUMBER, "Units of the article bought most"),
            Field("skus", FieldType.LIST, "Articles in the order (SKU)"),
            Field("sells_gift_cards", _YES, "Gift cards are bought"),
            Field("paid_by_gift_card", _YES, "Paid with gift cards or credit, in part or wholly"),
            Field("payment_method", _TEXT, "Way of payment"),
            Field("email", _TEXT, "E-mail address", folds=True),
            Field("email_domain", _TEXT, "Domain of the e-mail address", folds=True),
            Field("customer.known", _YES, "Has an account"),
            Field("customer.since", FieldType.INSTANT, "Customer since"),
            Field("customer.email_verified", _YES, "E-mail address is proven"),
            Field("customer.orders", _NUMBER, "Orders of the account before"),
            Field("address.country", _TEXT, "Country (code) of the delivery"),
            Field("address.region", _TEXT, "Region of the delivery", folds=True),
            Field("address.city", _TEXT, "City of the delivery", folds=True),
            Field("address.postcode", _TEXT, "Postcode of the delivery", folds=True),
            Field("address.line1", _TEXT, "Street of the delivery", folds=True),
            Field("delivery.kind", FieldType.CHOICE, "Delivery or pick-up", choices=_KINDS),
            Field("delivery.code", _TEXT, "Way of delivery"),
            Field("card.country", _TEXT, "Country (code) of the card"),
            Field("card.abroad", _YES, "The card is of another country than the delivery"),
            Field("email.failures_day", _NUMBER, "Payments refused in a day, by e-mail address"),
            Field("network.failures_day", _NUMBER, "Payments refused in a day, by network address"),
            *(
                Field(f"{subject}.orders_{window}", _NUMBER, f"Orders in {span}, by {label}")
                for subject, label in SUBJECTS.items()
                for window, (span, _) in WINDOWS.items()
            ),
            Field("card.emails_week", _NUMBER, "E-mail addresses in a week, by card"),
            Field("address.emails_week", _NUMBER, "E-mail addresses in a week, by address"),
            Field("network.emails_week", _NUMBER, "E-mail addresses in a week, by network address"),
        ],
    )
