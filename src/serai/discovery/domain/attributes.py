"""Which attributes lists can be filtered by."""

from collections import defaultdict
from collections.abc import Iterable

from serai.discovery.domain.document import Facts
from serai.discovery.domain.tables import AttributeTable

_MOST = 12
_MOST_VALUES = 500
_LEAST_SHARE = 0.002


def filterable(facts: Iterable[Facts]) -> dict[str, AttributeTable]:
    """
    Return tables for the attributes that are worth a facet.

    Those are the twelve most common ones that at least one product in five hundred has and that take
    two to five hundred values.
    """
    labels: dict[str, str] = {}
    values: dict[str, set[str]] = defaultdict(set)
    counts: dict[str, int] = defaultdict(int)
    total = 0
    for each in facts:
        total += 1
        for attribute in each.attributes:
            labels.setdefault(attribute.code, attribute.label)
            counts[attribute.code] += 1
            if len(values[attribute.code]) <= _MOST_VALUES:
                values[attribute.code].add(attribute.value)
    worth = [
        code
        for code, count in counts.items()
        if count >= _LEAST_SHARE * total and 2 <= len(values[code]) <= _MOST_VALUES
    ]
    worth.sort(key=lambda code: (-counts[code], code))
    return {code: AttributeTable(labels[code]) for code in worth[:_MOST]}
