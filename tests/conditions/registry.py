"""A registry with a field of every type, rows and trees for properties, and an evaluator of its own."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from serai.kernel.conditions import Choice, Field, Fields, FieldType, Moment
from serai.kernel.money import Money

CHOICES = tuple(Choice(value, value.title()) for value in ("red", "green", "blue"))
FIELDS = Fields(
    "example",
    [
        Field("name", FieldType.TEXT, "Name"),
        Field("title", FieldType.TEXT, "Title", folds=True),
        Field("pieces", FieldType.NUMBER, "Pieces"),
        Field("weight", FieldType.NUMBER, "Weight", places=3, unit="kg"),
        Field("spent", FieldType.MONEY, "Spent", currency="EUR"),
        Field("born", FieldType.DATE, "Born"),
        Field("seen", FieldType.INSTANT, "Seen"),
        Field("active", FieldType.BOOLEAN, "Active"),
        Field("colour", FieldType.CHOICE, "Colour", choices=CHOICES),
        Field("tags", FieldType.LIST, "Tags"),
        Field("codes", FieldType.LIST, "Codes", of=FieldType.NUMBER),
        Field("inks", FieldType.LIST, "Inks", of=FieldType.CHOICE, choices=CHOICES),
    ],
)

# Beirut begins its summer at midnight: the hour from 00:00 to 01:00 of that day does not exist.
NOW = datetime(2027, 3, 28, 10, 30, 15, 250_000, tzinfo=UTC)
MOMENTS = st.sampled_from(
    [Moment(NOW, ZoneInfo(name)) for name in ("UTC", "Asia/Beirut", "America/New_York")]
)
_LATIN = ["a", "A", "ab", "milk", "Milk", "MILK", "50%", "5_", "\\", "o'clock", '"', " ", "i", "I"]
_OTHERS = ["İ", "ı", "МОЛОКО", "молоко", "ß", "SS", "é", "É", "e\u0301", "Σας", "ΣΑΣ", "σας", "ǅ"]
_STORABLE = st.characters(exclude_characters="\x00", exclude_categories=["Cs"])
TEXTS = st.sampled_from([*_LATIN, *_OTHERS, "שלום", "😀", "\u2028"]) | st.text(
    _STORABLE, min_size=1, max_size=6
)
WHOLE = st.integers(-3, 3) | st.integers(-(10**15), 10**15)
FINE = st.integers(-4000, 4000).map(lambda n: Decimal(n).scaleb(-3)) | st.integers(
    -(10**17), 10**17
).map(lambda n: Decimal(n).scaleb(-3))
DAYS = st.dates(date(2027, 3, 24), date(2027, 4, 1)) | st.dates(date(1900, 1, 1), date(2200, 1, 1))
INSTANTS = st.builds(
    lambda days, micro: (
        datetime(2027, 3, 27, tzinfo=UTC) + timedelta(hours=days, microseconds=micro)
    ),
    st.integers(-72, 72),
    st.sampled_from([0, 0, 0, 1, -1, 250_000]),
) | st.sampled_from([NOW, NOW - timedelta(days=1), NOW + timedelta(days=1)])
COLOURS = st.sampled_from([choice.value for choice in CHOICES])
MONEY = st.builds(Money, st.integers(-500, 500), st.sampled_from(["EUR", "EUR", "USD"]))

VALUES: dict[str, st.SearchStrategy[Any]] = {
    "name": TEXTS | st.just(""),
    "title": TEXTS | st.just(""),
    "pieces": WHOLE,
    "weight": FINE,
    "spent": MONEY,
    "born": DAYS,
    "seen": INSTANTS,
    "active": st.booleans(),
    "colour": COLOURS,
    "tags": st.lists(TEXTS, max_size=3),
    "codes": st.lists(st.integers(-2, 2), max_size=3),
    "inks": st.lists(COLOURS, max_size=3),
}
ROWS = st.lists(
    st.fixed_dictionaries({name: values | st.none() for name, values in VALUES.items()}),
    min_size=1,
    max_size=12,
)

_SENT: dict[str, st.SearchStrategy[Any]] = {
    "name": TEXTS,
    "title": TEXTS,
    "pieces": WHOLE,
    "weight": FINE.map(str),
    "spent": st.integers(-500, 500).map(lambda n: f"{Decimal(n).scaleb(-2)}"),
    "born": DAYS.map(str),
    "seen": INSTANTS.map(datetime.isoformat)
    | st.dates(date(2027, 3, 24), date(2027, 3, 31)).map(str),
    "active": st.booleans(),
    "colour": COLOURS,
    "tags": TEXTS,
    "codes": st.integers(-2, 2),
    "inks": COLOURS,
}
_SOME = {"in", "notIn", "containsAny", "containsAll", "containsNone"}
_DAYS = {"withinLast", "withinNext", "longerAgo"}


def _key(field: str) -> Callable[[Any], Any]:
    if field in ("born", "seen"):
        return _as_instant
    return Decimal if field in ("weight", "spent", "pieces") else str


def _as_instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


@st.composite
def _rules(draw: st.DrawFn) -> dict[str, Any]:
    field = draw(st.sampled_from(list(FIELDS)))
    operator = str(draw(st.sampled_from(FIELDS[field].operators)))
    one = _SENT[field]
    if operator in ("null", "notNull"):
        value: Any = None
    elif operator in _DAYS:
        value = draw(st.integers(0, 3) | st.integers(0, 36_500))
    elif operator in _SOME:
        value = draw(st.lists(one, min_size=1, max_size=3))
    elif "etween" in operator:
        value = sorted(draw(st.tuples(one, one)), key=_key(field))
        if field == "seen" and len(value[0]) != len(value[1]):
            value = [value[0], value[0]]
    else:
        value = draw(one)
    return {"field": field, "operator": operator, "value": value}


def _groups(parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries(
        {
            "combinator": st.sampled_from(["and", "or"]),
            "not": st.booleans(),
            "rules": st.lists(parts, min_size=1, max_size=3),
        }
    )


RULES = _rules()
TREES = _groups(st.recursive(RULES, _groups, max_leaves=6)) | st.sampled_from(
    [{"combinator": "or", "rules": []}, {"combinator": "and", "not": True, "rules": []}]
)


def truth(tree: dict[str, Any], row: dict[str, Any], at: Moment) -> bool:
    """
    Return what a tree as it was sent says of a row.

    Written for reading, apart from the compilers: they are right when they agree with this.
    """
    if "rules" not in tree:
        return _true_of(tree["field"], tree["operator"], tree["value"], row, at)
    answers = [truth(part, row, at) for part in tree["rules"]]
    joined = any(answers) if tree["combinator"] == "or" and answers else all(answers)
    return joined != tree.get("not", False)


_OPPOSITES = {
    "!=": "=",
    "notBetween": "between",
    "notIn": "in",
    "doesNotContain": "contains",
    "doesNotBeginWith": "beginsWith",
    "doesNotEndWith": "endsWith",
    "null": "notNull",
    "containsNone": "containsAny",
}


def _true_of(field: str, operator: str, sent: Any, row: dict[str, Any], at: Moment) -> bool:
    if operator in _OPPOSITES:
        return not _true_of(field, _OPPOSITES[operator], sent, row, at)
    value = row[field]
    if isinstance(value, Money):
        value = value.as_decimal() if value.currency == "EUR" else None
    if value is None or value == []:
        return False
    if operator == "notNull":
        return True
    if operator in _DAYS:
        return _relatively(value, operator, sent, at)
    if isinstance(value, list):
        found = [each in value for each in sent]
        return all(found) if operator == "containsAll" else any(found)
    if field == "title":
        value = _small(value)
    return _compared(field, value, operator, sent, at)


def _compared(field: str, value: Any, operator: str, sent: Any, at: Moment) -> bool:
    if operator == "in":
        return any(_compared(field, value, "=", each, at) for each in sent)
    if operator == "between":
        low, high = sent
        return _compared(field, value, ">=", low, at) and _compared(field, value, "<=", high, at)
    if operator in ("contains", "beginsWith", "endsWith"):
        part = _small(sent) if field == "title" else sent
        at_begin, at_end = operator == "beginsWith", operator == "endsWith"
        places = [i for i in range(len(value)) if value[i : i + len(part)] == part]
        return any(
            (not at_begin or i == 0) and (not at_end or i + len(part) == len(value)) for i in places
        )
    if field == "seen" and len(sent) == 10:
        value = _day_of(value, at)
    wanted = {
        "title": _small,
        "weight": Decimal,
        "spent": Decimal,
        "born": date.fromisoformat,
        "seen": lambda text: (date if len(text) == 10 else datetime).fromisoformat(text),
    }.get(field, lambda plain: plain)(sent)
    return {
        "=": value == wanted,
        "<": operator == "<" and value < wanted,
        "<=": operator == "<=" and value <= wanted,
        ">": operator == ">" and value > wanted,
        ">=": operator == ">=" and value >= wanted,
    }[operator]


def _relatively(value: Any, operator: str, days: int, at: Moment) -> bool:
    now: Any = at.now if isinstance(value, datetime) else at.now.astimezone(at.zone).date()
    age = now - value
    if operator == "longerAgo":
        return age > timedelta(days=days)
    if operator == "withinLast":
        return timedelta(0) <= age <= timedelta(days=days)
    return timedelta(0) <= -age <= timedelta(days=days)


def _day_of(instant: datetime, at: Moment) -> date:
    return instant.astimezone(at.zone).date()


def _small(text: str) -> str:
    """Return a text in small letters, one by one: Latin, Greek and Cyrillic ones as Unicode pairs them."""
    return "".join(_small_letter(letter) for letter in text)


def _small_letter(letter: str) -> str:
    code, small = ord(letter), letter.lower()
    known = code < 0x180 or 0x370 <= code < 0x530
    return small if known and len(small) == 1 else letter
