"""What segments may ask of what customers bought."""

from collections.abc import Mapping
from datetime import timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    DateField,
    F,
    Func,
    IntegerField,
    OuterRef,
    Value,
)

from serai.customers.domain.bought_kind import BoughtKind
from serai.customers.models import Bought
from serai.kernel.conditions import Choice, Field, FieldType, Moment
from serai.plumbing.caches import ShortCache
from serai.plumbing.conditions import Column
from serai.plumbing.conditions.columns import money_column
from serai.plumbing.db import rows

WINDOWS = (0, 30, 90, 365)
"""Within how many days something was bought; 0: ever."""
_SUGGESTED = 200
_LOOKED_AT = 100_000
_SECONDS = 300
_WHAT = {
    BoughtKind.ARTICLE: "Bought article",
    BoughtKind.CATEGORY: "Bought from category",
    BoughtKind.BRAND: "Bought brand",
}
_known: ShortCache[str, tuple[Choice, ...]] = ShortCache(seconds=_SECONDS)
_known_currency: ShortCache[str, str] = ShortCache(seconds=_SECONDS)


def buying_fields() -> list[Field]:
    """Return the fields; who never ordered matches nothing but "is not known"."""
    money = _known_currency.get("", _currency)
    number = FieldType.NUMBER
    return [
        Field("orders.count", number, "Orders"),
        Field("orders.spent", FieldType.MONEY, "Spent", currency=money),
        Field("orders.average", FieldType.MONEY, "Average order", currency=money),
        Field("orders.first_on", FieldType.DATE, "First order"),
        Field("orders.last_on", FieldType.DATE, "Latest order"),
        Field("orders.days_since", number, "Days since the latest order"),
        *(_bought(kind, days) for kind in BoughtKind for days in WINDOWS),
    ]


def buying_columns(at: Moment) -> Mapping[str, Column]:
    """Return where the values of the fields are on a day, seen from a customer."""
    money = _known_currency.get("", _currency)
    since = Func(
        Value(at.today, output_field=DateField()),
        F("buying__last_on"),
        template="(%(expressions)s)",
        arg_joiner=" - ",
        output_field=IntegerField(),
    )
    found: dict[str, Column] = {
        "orders.count": "buying__orders",
        "orders.spent": money_column("buying__spent_minor", "buying__currency", money),
        "orders.average": money_column("buying__average_minor", "buying__currency", money),
        "orders.first_on": "buying__first_on",
        "orders.last_on": "buying__last_on",
        "orders.days_since": since,
    }
    for kind in BoughtKind:
        of_kind = Bought.objects.filter(customer_id=OuterRef("pk"), kind=kind.value)
        for days in WINDOWS:
            seen = of_kind
            if days:
                seen = of_kind.filter(last_on__gte=at.today - timedelta(days=days))
            found[name_of(kind, days)] = ArraySubquery(seen.values("key"))
    return found


def name_of(kind: BoughtKind, days: int) -> str:
    """Return the name of the field about what was bought within so many days; 0: ever."""
    return f"bought.{kind.value}_{days}" if days else f"bought.{kind.value}"


def _bought(kind: BoughtKind, days: int) -> Field:
    when = f"{days} days" if days else "ever"
    label = f"{_WHAT[kind]}, {when}"
    return Field(name_of(kind, days), FieldType.LIST, label, choices=_suggestions(kind))


def _currency() -> str:
    """Return the currency in which most customers count."""
    found = rows(
        "SELECT currency FROM customers_buying GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"
    )
    return str(found[0][0]) if found else "USD"


def _suggestions(kind: BoughtKind) -> tuple[Choice, ...]:
    """Return what most customers have bought."""
    return _known.get(
        kind.value,
        lambda: tuple(
            Choice(key, key)
            for (key,) in rows(
                "SELECT key FROM (SELECT key FROM customers_bought WHERE kind = %s LIMIT %s) AS looked_at"
                " GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT %s",
                [kind.value, _LOOKED_AT, _SUGGESTED],
            )
        ),
    )
