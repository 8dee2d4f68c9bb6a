"""A log for tests."""

from django.db import transaction

from serai.attest.public import append_records, sign_head
from serai.kernel.clock import now
from serai.plumbing.db import execute, rows

TABLES = ("pricing_price_entry", "customers_consent", "inventory_movement", "ledger_entry")


def a_log() -> str:
    """
    Take what is recorded into the log and sign a head, as if the test's own transaction had ended.

    Returns the key of the first price.
    """
    with transaction.atomic():
        execute(
            "SET LOCAL session_replication_role = replica"
        )  # without the triggers that refuse it
        for table in TABLES:
            execute(f"UPDATE {table} SET written_by = '1' WHERE written_by > '1'")
        execute("SET LOCAL session_replication_role = DEFAULT")
    while append_records():
        pass
    sign_head(now=now())
    [(key,)] = rows("SELECT min(id)::text FROM pricing_price_entry")
    return str(key)
