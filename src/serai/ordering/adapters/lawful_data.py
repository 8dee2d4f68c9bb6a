"""What the law makes this context keep of persons: prescriptions, controlled articles, invoices."""

from serai.plumbing.personal_data import Gone, Held, Kept

_OF_ORDERS = "t.order_id = ANY(%(orders)s::uuid[])"
_THEIRS = "t.customer_id = ANY(%(ids)s::uuid[])"
_TEN_YEARS = "interval '10 years'"

LAWFUL = (
    Held(
        "ordering_prescription",
        "Prescriptions",
        f"{_THEIRS} OR t.cart_id = ANY(%(carts)s::uuid[])",
        {
            "content": "NULL",
            "name": "''",
            "sha256": "t.id::text",
            "removed_at": "COALESCE(t.removed_at, %(now)s)",
        },
        kept=Kept(
            "pharmacy",
            "CASE WHEN EXISTS (SELECT FROM ordering_order AS o WHERE o.cart_id = t.cart_id)"
            " AND t.removed_at IS NULL THEN t.keep_until ELSE '-infinity' END",
            first={"customer_id": "COALESCE(t.customer_id, (%(ids)s::uuid[])[1])"},
        ),
        shown=("name", "content_type", "size", "uploaded_at", "keep_until", "removed_at"),
        harmless=frozenset({"content_type"}),
    ),
    Held(
        "ordering_prescribed_line",
        "What a pharmacist decided",
        f"{_OF_ORDERS} OR {_THEIRS}",
        {"holder": "''", "customer_id": "NULL", "reason": "''"},
        kept=Kept("pharmacy", f"t.asked_at + {_TEN_YEARS}"),
        shown=("sku", "name", "units", "state", "reason", "refills", "refills_used", "asked_at"),
        harmless=frozenset({"name", "decided_by"}),
    ),
    Held(
        "ordering_controlled_units",
        "Counts of controlled articles",
        f"{_OF_ORDERS} OR {_THEIRS}",
        Gone.ROW,
        kept=Kept("controlled", "t.counted_at + interval '2 years'"),
        shown=("regime", "units", "counted_at"),
    ),
    Held(
        "ordering_paper_file",
        "Printed invoices",
        "EXISTS (SELECT FROM ordering_paper AS p WHERE p.id = t.paper_id"
        " AND p.order_id = ANY(%(orders)s::uuid[]))",
        Gone.ROW,
        kept=Kept(
            "books",
            "(SELECT p.issued_at + interval '10 years' FROM ordering_paper AS p"
            " WHERE p.id = t.paper_id)",
        ),
        shown=("made_at",),
    ),
    Held(
        "ordering_paper",
        "Invoices and credit notes",
        _OF_ORDERS,
        {"content": "''"},
        kept=Kept("books", f"t.issued_at + {_TEN_YEARS}"),
        shown=("kind", "number", "issued_at", "currency", "total_minor", "content"),
    ),
)
