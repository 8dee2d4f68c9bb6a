"""Answers about uses of personal data, as others keep proof of them."""

from serai.plumbing.append_only import AppendOnlyTable, instant

CONSENTS = AppendOnlyTable(
    "customers.consent",
    "customers_consent",
    {
        "customer_id": "t.customer_id::text",
        "granted": "t.granted",
        "purpose": "t.purpose",
        "recorded_at": instant("t.recorded_at"),
        "source": "t.source",
        "text_version": "t.text_version",
    },
    key_type="uuid",
)
"""Every answer, in the order of the transactions that wrote them; no name and no address among them."""
