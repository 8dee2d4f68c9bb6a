"""Tell a person what a table holds of them."""

from typing import Any

from serai.plumbing.db import rows
from serai.plumbing.personal_data.held import Held
from serai.plumbing.personal_data.person import Person


def show_held(held: Held, person: Person) -> list[dict[str, Any]]:
    """
    Return the person's rows of a table as JSON values, in the order in which they were written; one statement.

    Bytes are told in base 64, instants and ids as text.
    """
    if not held.told:
        return []
    told = ", ".join(f"'{column}', t.{column}" for column in held.told)
    found = rows(
        f"SELECT jsonb_build_object({told}) FROM {held.table} AS t WHERE {held.whose}"  # noqa: S608 - declared
        " ORDER BY t.ctid",
        person.params,
    )
    return [row for (row,) in found]
