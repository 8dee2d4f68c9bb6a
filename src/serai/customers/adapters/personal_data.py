"""What this context holds of persons. The customer's own row goes last: by it the person is found."""

from serai.plumbing.personal_data import Gone, Held, Holder, Kept

_THEIRS = "t.customer_id = ANY(%(ids)s::uuid[])"

HELD = Holder(
    "customers",
    tables=(
        Held(
            "customers_address",
            "The address book",
            _THEIRS,
            Gone.ROW,
            shown=(
                "name",
                "line1",
                "line2",
                "city",
                "region",
                "postcode",
                "country",
                "phone",
                "created_at",
            ),
        ),
        Held(
            "customers_passkey",
            "Passkeys",
            _THEIRS,
            Gone.ROW,
            shown=("name", "is_synced", "created_at", "last_used_at"),
        ),
        Held(
            "customers_login_code",
            "Codes to log in with",
            _THEIRS,
            Gone.ROW,
            shown=("requested_at", "used_at"),
        ),
        Held(
            "customers_prediction",
            "What models expect",
            _THEIRS,
            Gone.ROW,
            shown=(
                "days",
                "spend_minor",
                "currency",
                "churn",
                "alive",
                "last_on",
                "usual_gap",
                "rfm_group",
                "learnt_group",
                "reasons",
                "made_at",
            ),
        ),
        Held(
            "customers_consent",
            "Answers about uses of personal data",
            _THEIRS,
            Gone.NOTHING,
            kept=Kept("proof", "NULL::timestamptz"),
            shown=("purpose", "granted", "text_version", "source", "recorded_at"),
            harmless=frozenset({"customer_id"}),
        ),
        Held(
            "customers_privacy_request",
            "Requests to see or to forget",
            _THEIRS,
            {"content": "NULL"},
            shown=("kind", "state", "asked_at", "begins_at", "ended_at"),
            harmless=frozenset({"customer_id", "asked_by"}),
        ),
    ),
    harmless={
        "customers_login_attempt.digest": "a keyed digest of an address, deleted within a day",
        "customers_group.name": "what staff call a group",
        "customers_segment.name": "what staff call a rule",
    },
)
PERSON = Holder(
    "customers",
    tables=(
        Held(
            "customers_customer",
            "The account",
            "t.id = ANY(%(ids)s::uuid[])",
            {
                "email": "t.id::text || '@forgotten.invalid'",
                "email_verified_at": "NULL",
                "name": "''",
                "locale": "'en'",
                "password_hash": "''",
                "credential": "'none'",
                "group_code": "NULL",
                "company_id": "NULL",
                "demographics": "NULL",
                "source": "'forgotten'",
                "last_login_at": "NULL",
            },
            shown=(
                "id",
                "kind",
                "email",
                "email_verified_at",
                "name",
                "locale",
                "group_code",
                "company_id",
                "demographics",
                "source",
                "created_at",
                "last_login_at",
            ),
        ),
    ),
)
