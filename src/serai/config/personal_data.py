"""Who holds personal data, in the order in which they find a person and forget them."""

from serai.plumbing.personal_data import Holder


def holders() -> tuple[Holder, ...]:
    """Return every holder; the account itself comes last, since by it the person is found."""
    from serai.customers.adapters.personal_data import HELD as CUSTOMERS  # noqa: PLC0415 - not at start
    from serai.customers.adapters.personal_data import PERSON  # noqa: PLC0415
    from serai.decisions.adapters.personal_data import HELD as DECISIONS  # noqa: PLC0415
    from serai.fulfilment.adapters.personal_data import HELD as FULFILMENT  # noqa: PLC0415
    from serai.ledger.adapters.personal_data import HELD as LEDGER  # noqa: PLC0415
    from serai.marketing.adapters.personal_data import HELD as MARKETING  # noqa: PLC0415
    from serai.ordering.adapters.personal_data import HELD as ORDERING  # noqa: PLC0415
    from serai.payments.adapters.personal_data import HELD as PAYMENTS  # noqa: PLC0415
    from serai.plumbing.personal_data.own import HELD as PLUMBING  # noqa: PLC0415
    from serai.pricing.adapters.personal_data import HELD as PRICING  # noqa: PLC0415

    return (
        ORDERING,
        PRICING,
        PAYMENTS,
        FULFILMENT,
        MARKETING,
        DECISIONS,
        LEDGER,
        CUSTOMERS,
        PLUMBING,
        PERSON,
        NOBODYS,
    )


NOBODYS = Holder(
    "those who know nobody",
    harmless={
        "inventory_location.line1": "a place of the shop",
        "inventory_location.line2": "a place of the shop",
    },
    knows_nobody=frozenset(
        {"catalog_*", "inventory_*", "discovery_*", "attest_*", "django_content_type"}
    ),
)
"""What contexts that know no person call by names that sound like one."""
