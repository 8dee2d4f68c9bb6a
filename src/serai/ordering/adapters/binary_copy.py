"""Many rows at once, as arrays: PostgreSQL's binary format read as one block."""

from collections.abc import Mapping

import numpy as np
from django.db import connection
from numpy.typing import NDArray

_HEADER = 19  # signature, flags, length of the extension
_TRAILER = 2


def copied(query: str, fields: Mapping[str, str]) -> NDArray[np.void]:
    """
    Return what a query without parameters finds, one record a row; 1.5 million take seconds.

    Args:
        query: a constant; none of its columns may be null or of a varying length.
        fields: the NumPy type of each column by its name, in order, such as ">i4" or "S16".
    """
    row = np.dtype(
        [("fields", ">i2")]
        + [
            pair
            for name, kind in fields.items()
            for pair in ((f"{name}_size", ">i4"), (name, kind))
        ]
    )
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT BINARY)") as copy,
    ):
        data = b"".join(bytes(block) for block in copy)
    count = (len(data) - _HEADER - _TRAILER) // row.itemsize
    return np.frombuffer(data, dtype=row, offset=_HEADER, count=count)
