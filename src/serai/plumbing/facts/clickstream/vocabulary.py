"""
The words of the clickstream: the e-commerce events of Google Analytics 4, under their own names.

Amounts are whole minor units (`value_minor`, `price_minor`) where GA4 has fractions. Every event may carry
`decision_token`: what the decision that led to it was signed with.
"""

from serai.plumbing.facts.registry import Column, FactTable, Kind, declare

KEEP_DAYS = 425
"""Fourteen months, after which clicks say nothing about today's shop."""

CONTEXT = (
    Column("channel_code", Kind.TEXT, "The channel whose key the shop front used."),
    Column("locale", Kind.TEXT, "Language that was read."),
    Column("client_id", Kind.TEXT, "The browser, as a random id.", personal=True),
    Column("session_id", Kind.TEXT, "The visit, as a random id.", personal=True),
    Column("customer_id", Kind.TEXT, "The shopper, when logged in.", personal=True),
)
"""Columns of every event that come with the batch."""

_EVERYWHERE = (
    Column("page_location", Kind.TEXT, "Path of the page.", personal=True),
    Column("page_referrer", Kind.TEXT, "Where the shopper came from.", personal=True),
    Column("engagement_time_msec", Kind.INTEGER, "Milliseconds the page was in front."),
    Column("decision_token", Kind.TEXT, "Token of the decision that led here.", personal=True),
)
_MONEY = (
    Column("currency", Kind.TEXT, "ISO 4217 code; needed beside an amount."),
    Column("value_minor", Kind.INTEGER, "What the items are worth, in minor units."),
)
_ITEMS = (Column("items", Kind.ITEMS, "The items it is about."),)
_LIST = (
    Column("item_list_id", Kind.TEXT, "Code of the list, such as `category.cheese`."),
    Column("item_list_name", Kind.TEXT, "What the list is called."),
)
_PROMOTION = (
    Column("promotion_id", Kind.TEXT, "Code of the promotion."),
    Column("promotion_name", Kind.TEXT, "What it is called."),
    Column("creative_name", Kind.TEXT, "Which picture or text was shown."),
    Column("creative_slot", Kind.TEXT, "Where it was shown."),
)
_COUPON = (Column("coupon", Kind.TEXT, "Code used for the whole cart."),)
_TERM = (Column("search_term", Kind.TEXT, "What was typed.", personal=True),)
_ORDER = (
    Column("transaction_id", Kind.TEXT, "Number of the order."),
    Column("tax_minor", Kind.INTEGER, "Tax, in minor units."),
    Column("shipping_minor", Kind.INTEGER, "Delivery, in minor units."),
)
_METHOD = (Column("method", Kind.TEXT, "How, such as `password` or `code`."),)

_WORDS: tuple[tuple[str, str, tuple[Column, ...], str], ...] = (
    ("page_view", "A page was shown.", (), ""),
    ("view_item_list", "A list of products was shown.", _LIST + _ITEMS, "items"),
    ("select_item", "A product of a list was chosen.", _LIST + _ITEMS, "items"),
    ("view_item", "A product's page was shown.", _MONEY + _ITEMS, "items"),
    ("add_to_cart", "Something was put into the cart.", _MONEY + _ITEMS, "items"),
    ("remove_from_cart", "Something was taken out of the cart.", _MONEY + _ITEMS, "items"),
    ("view_cart", "The cart was shown.", _MONEY + _ITEMS, ""),
    ("begin_checkout", "The checkout was begun.", _MONEY + _COUPON + _ITEMS, ""),
    (
        "add_shipping_info",
        "A way of delivery was chosen.",
        _MONEY + _COUPON + (Column("shipping_tier", Kind.TEXT, "Which way."),) + _ITEMS,
        "",
    ),
    (
        "add_payment_info",
        "A way to pay was chosen.",
        _MONEY + _COUPON + (Column("payment_type", Kind.TEXT, "Which way."),) + _ITEMS,
        "",
    ),
    ("purchase", "An order was paid.", _MONEY + _ORDER + _COUPON + _ITEMS, "transaction_id"),
    ("refund", "Money of an order went back.", _MONEY + _ORDER + _ITEMS, "transaction_id"),
    ("add_to_wishlist", "Something was remembered for later.", _MONEY + _ITEMS, "items"),
    ("view_promotion", "A promotion was shown.", _PROMOTION + _ITEMS, ""),
    ("select_promotion", "A promotion was chosen.", _PROMOTION + _ITEMS, ""),
    (
        "search",
        "Something was searched for.",
        (*_TERM, Column("results", Kind.INTEGER, "How many products were found.")),
        "search_term",
    ),
    ("view_search_results", "What a search found was shown.", _TERM + _LIST + _ITEMS, ""),
    ("login", "A shopper logged in.", _METHOD, ""),
    ("sign_up", "A shopper opened an account.", _METHOD, ""),
    (
        "share",
        "A product was shared.",
        (*_METHOD, Column("item_id", Kind.TEXT, "SKU that was shared.")),
        "",
    ),
)

VOCABULARY = tuple(
    declare(
        FactTable(
            name,
            meaning,
            CONTEXT + columns + _EVERYWHERE,
            source="clickstream",
            keep_days=KEEP_DAYS,
            required=frozenset(required.split()),
        )
    )
    for name, meaning, columns, required in _WORDS
)
"""Every event, in the order in which a purchase meets them."""

COUNTED = declare(
    FactTable(
        "anonymous_count",
        "How many events came from shoppers who do not want to be counted one by one.",
        (
            Column("channel_code", Kind.TEXT, "The channel."),
            Column("event_name", Kind.TEXT, "Which event."),
            Column("events", Kind.INTEGER, "How many in one batch; the instant is the hour's."),
        ),
        source="clickstream",
    )
)
"""What is kept without consent."""
