"""What this context holds of persons: which offer they were meant to get, and of what they want to be told."""

from serai.plumbing.personal_data import Gone, Held, Holder

HELD = Holder(
    "marketing",
    tables=(
        Held(
            "marketing_offer_sending",
            "Offers by letter",
            "t.customer_id = ANY(%(ids)s::uuid[])",
            # Nobody's any more, so that a run still adds up to what it brought.
            {
                "customer_id": "gen_random_uuid()",
                "reasons": "'[]'::jsonb",
                "decided": "''",
                "token": "''",
            },
            shown=("offer", "arm", "coupon", "reasons", "decided", "decided_at", "sent_at"),
            harmless=frozenset({"dropped_because", "kept_by"}),
        ),
        Held(
            "marketing_category_chance",
            "From which categories they will probably buy",
            "t.customer_id = ANY(%(ids)s::uuid[])",
            Gone.ROW,
            shown=("category", "chance"),
        ),
        Held(
            "marketing_alert",
            "What they asked to be told of articles",
            "(t.customer_id = ANY(%(ids)s::uuid[])"
            " OR (t.email <> '' AND t.email = ANY(%(emails)s::text[])))",
            Gone.ROW,
            shown=(
                "kind",
                "state",
                "channel_code",
                "variant_id",
                "email",
                "locale",
                "currency",
                "target_minor",
                "text_version",
                "asked_at",
                "confirmed_at",
                "over_at",
            ),
        ),
    ),
    harmless={"marketing_offer_run.made_by": "staff"},
)
