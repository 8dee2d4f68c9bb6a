"""What the conditions of a segment may speak about."""

from collections.abc import Mapping

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Case, OuterRef, Q, QuerySet, Subquery, Value, When

from serai.customers.domain.predicting.rfm_group import RFM_GROUPS
from serai.customers.domain.purposes import PURPOSES
from serai.customers.models import Address, Consent, Customer, Prediction
from serai.customers.queries.segments.buying_fields import buying_columns, buying_fields
from serai.kernel.conditions import Choice, Field, Fields, FieldType, Moment
from serai.plumbing.caches import ShortCache
from serai.plumbing.conditions import Column
from serai.plumbing.conditions.columns import json_text, not_empty
from serai.plumbing.db import rows

PROFILES = ("household.", "predicted.", "orders.", "bought.")
"""Fields of these prefixes are a profile of persons: to use them takes consent to `profiling` as well."""
_PREDICTED = ("days", "churn", "alive", "last_on", "rfm_group", "learnt_group")
_TRAITS = {
    "age": "Age",
    "income": "Income",
    "home_ownership": "Home",
    "marital_status": "Marital status",
    "household_size": "Size of the household",
    "household_comp": "Composition of the household",
    "kids_count": "Children",
}
_SUGGESTED = 40
_known: ShortCache[str, tuple[Choice, ...]] = ShortCache(seconds=300)
_known_currency: ShortCache[str, str] = ShortCache(seconds=300)


def segment_fields() -> Fields:
    """Return the registry; values to suggest are at most five minutes old."""
    kinds = tuple(Choice(kind.value, kind.label) for kind in Customer.Kind)
    purposes = tuple(Choice(each.code, each.meaning) for each in PURPOSES.values())
    return Fields(
        "customers",
        [
            Field("kind", FieldType.CHOICE, "Kind of customer", choices=kinds),
            Field("registered", FieldType.INSTANT, "Customer since"),
            Field("last_login", FieldType.INSTANT, "Last log-in"),
            Field("locale", FieldType.TEXT, "Language", choices=_suggestions("locale")),
            Field("email_verified", FieldType.BOOLEAN, "E-mail address is proven"),
            Field("consents", FieldType.LIST, "Allows", of=FieldType.CHOICE, choices=purposes),
            Field("country", FieldType.TEXT, "Country (code) of the address"),
            Field("city", FieldType.TEXT, "City of the address", folds=True),
            Field("source", FieldType.TEXT, "Where the customer comes from"),
            *(
                Field(f"household.{trait}", FieldType.TEXT, label, choices=_suggestions(trait))
                for trait, label in _TRAITS.items()
            ),
            *_predicted_fields(),
            *buying_fields(),
        ],
    )


def _predicted_fields() -> list[Field]:
    """Return what models say of a customer; who has no prediction matches nothing but "is not known"."""
    number = FieldType.NUMBER
    groups = tuple(Choice(code, meaning) for code, meaning in RFM_GROUPS.items())
    letters = tuple(Choice(letter, letter) for letter in "ABCDEF")
    money = _known_currency.get("", _currency)
    return [
        Field("predicted.days", number, "Purchase days expected", places=1),
        Field("predicted.spend", FieldType.MONEY, "Spend expected", currency=money),
        Field("predicted.churn", number, "Chance to buy nothing, 0 to 1", places=4),
        Field("predicted.alive", number, "Chance to be a customer still, 0 to 1", places=4),
        Field("predicted.last_on", FieldType.DATE, "Last purchase"),
        Field("predicted.rfm_group", FieldType.CHOICE, "Group by rule", choices=groups),
        Field("predicted.learnt_group", FieldType.TEXT, "Learnt group", choices=letters),
    ]


def _currency() -> str:
    """Return the currency of what is predicted; all predictions have one."""
    found = Prediction.objects.values_list("currency", flat=True)[:1]
    return next(iter(found), "USD")


def segment_columns(at: Moment) -> Mapping[str, Column]:
    """Return where the values of the fields are at a moment, seen from a customer."""
    proven = When(Q(email_verified_at__isnull=False), then=Value(value=True))
    home = Address.objects.filter(customer_id=OuterRef("pk"), is_default=True)
    return {
        "kind": "kind",
        "registered": "created_at",
        "last_login": "last_login_at",
        "locale": "locale",
        "email_verified": Case(proven, default=Value(value=False), output_field=BooleanField()),
        "consents": ArraySubquery(_granted().values("purpose")),
        "country": Subquery(home.values("country")[:1]),
        "city": Subquery(home.values("city")[:1]),
        "source": not_empty("source"),
        **{f"household.{trait}": json_text("demographics", trait) for trait in _TRAITS},
        **{f"predicted.{name}": _of_prediction(name) for name in _PREDICTED},
        "predicted.spend": _of_prediction("spend_minor"),
        **buying_columns(at),
    }


def _of_prediction(column: str) -> Subquery:
    return Subquery(Prediction.objects.filter(pk=OuterRef("pk")).values(column)[:1])


def _granted() -> "QuerySet[Consent]":
    """Return the answers of the customer outside that count today and are yes."""
    newest = (
        Consent.objects.filter(customer_id=OuterRef("customer_id"), purpose=OuterRef("purpose"))
        .order_by("-recorded_at", "-id")
        .values("pk")[:1]
    )
    of_customer = Consent.objects.filter(customer_id=OuterRef("pk"), granted=True)
    return of_customer.filter(pk=Subquery(newest))


def _suggestions(name: str) -> tuple[Choice, ...]:
    """Return the most frequent values among customers."""
    column = "locale" if name == "locale" else "demographics ->> %(name)s"
    return _known.get(
        name,
        lambda: tuple(
            Choice(value, value)
            for (value,) in rows(
                f"SELECT {column} FROM customers_customer WHERE {column} <> ''"  # noqa: S608 - ours
                " GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT %(most)s",
                {"name": name, "most": _SUGGESTED},
            )
        ),
    )
