"""What this context holds of persons: coupons of their own, counted uses, tax numbers."""

from serai.plumbing.personal_data import Gone, Held, Holder, Kept

_THEIRS = "t.customer_id = ANY(%(ids)s::uuid[])"
_TEN_YEARS = "interval '10 years'"

HELD = Holder(
    "pricing",
    finds={
        "tax_ids": (
            "SELECT number FROM pricing_customer_tax_id WHERE customer_id = ANY(%(ids)s::uuid[])",
            str,
        )
    },
    tables=(
        Held(
            "pricing_coupon",
            "Coupons of one's own",
            _THEIRS,
            # Stopped first: a coupon without a customer is everybody's.
            {"stopped_at": "COALESCE(t.stopped_at, %(now)s)", "customer_id": "NULL"},
            shown=("code", "valid_until", "uses", "stopped_at", "made_at"),
        ),
        Held(
            "pricing_holder_use",
            "How often promotions were used",
            "t.subject IN (SELECT unnest(r.holders) FROM pricing_redemption AS r"
            " WHERE r.order_id = ANY(%(orders)s::uuid[]))",
            Gone.ROW,
        ),
        Held(
            "pricing_redemption",
            "Promotions used in orders",
            "t.order_id = ANY(%(orders)s::uuid[])",
            {"holders": "'{}'::bytea[]"},
            shown=("order_id", "amount_minor", "currency", "redeemed_at"),
        ),
        Held(
            "pricing_tax_id_check",
            "Checks of tax numbers",
            "t.number <> '' AND t.number = ANY(%(tax_ids)s::text[])",
            {"number": "''", "name": "''", "reference": "''"},
            kept=Kept(
                "books",
                "CASE WHEN t.number = ANY(%(order_tax_ids)s::text[])"
                f" THEN t.checked_at + {_TEN_YEARS} ELSE '-infinity' END",
            ),
            shown=("number", "country", "outcome", "name", "checked_at"),
        ),
        Held(
            "pricing_customer_tax_id",
            "The tax number of the account",
            _THEIRS,
            Gone.ROW,
            shown=("number", "country", "outcome", "checked_at"),
        ),
        Held(
            "pricing_tax_exemption",
            "Exemptions from tax",
            _THEIRS,
            Gone.ROW,
            kept=Kept("books", f"COALESCE(t.valid_until, t.valid_from) + {_TEN_YEARS}"),
            shown=("jurisdictions", "certificate", "valid_from", "valid_until"),
        ),
    ),
    harmless={
        "pricing_price_entry.customer_group": "a group's code",
        "pricing_price_list.customer_group": "a group's code",
        "pricing_promotion.most_per_customer": "a number",
        "pricing_coupon.most_per_customer": "a number",
    },
    knows_nobody=frozenset({"pricing_*"}),
)
