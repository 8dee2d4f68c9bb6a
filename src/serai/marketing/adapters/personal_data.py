"""What this context holds of persons: which offer they were meant to get, and why."""

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
    ),
    harmless={"marketing_offer_run.made_by": "staff"},
)
