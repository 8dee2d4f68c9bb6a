"""The registry of what rules may speak about."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from serai.kernel.conditions.operators import OPERATORS, FieldType, Operator


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values that a field can have; `labels` are its words by language."""

    value: str
    label: str
    labels: Mapping[str, str] = field(default_factory=dict, repr=False, hash=False)


@dataclass(frozen=True, slots=True)
class Field:
    """
    Something that rules may speak about.

    Attributes:
        name: how rules name it, such as `registered` or `attribute.fat`.
        type: what values it has.
        label: what people read, in English.
        labels: the same by language, where the merchant defined it.
        choices: the values it can have (choices, and lists of choices); of a text, values to suggest.
        places: digits after the point (numbers); 0 means whole numbers.
        currency: ISO 4217 code (money); an amount in another currency counts as missing.
        unit: what a number counts, such as "kg".
        folds: capital and small letters are the same (text).
        of: what a list holds: text, choices or whole numbers.
    """

    name: str
    type: FieldType
    label: str
    labels: Mapping[str, str] = field(default_factory=dict, repr=False, hash=False)
    choices: tuple[Choice, ...] = field(default=(), repr=False)
    places: int = 0
    currency: str = ""
    unit: str = ""
    folds: bool = False
    of: FieldType = FieldType.TEXT

    def __post_init__(self) -> None:
        if bool(self.currency) != (self.type is FieldType.MONEY):
            raise ValueError(f"{self.name}: money has a currency, and nothing else has one.")
        if self.type is FieldType.CHOICE and not self.choices:
            raise ValueError(f"{self.name}: a choice needs choices.")
        if self.of not in (FieldType.TEXT, FieldType.CHOICE, FieldType.NUMBER):
            raise ValueError(f"{self.name}: lists hold text, choices or whole numbers.")

    @property
    def operators(self) -> tuple[Operator, ...]:
        """Return what rules may say about it."""
        return OPERATORS[self.type]

    @property
    def element(self) -> FieldType:
        """Return the type of one value: of a list, what it holds."""
        return self.of if self.type is FieldType.LIST else self.type

    @property
    def allowed(self) -> frozenset[str]:
        """Return the values it can have; empty: any."""
        return frozenset(choice.value for choice in self.choices)


class Fields(Mapping[str, Field]):
    """
    The fields of one use: what a segment, a collection or a promotion may ask.

    `domain` names the use; the catalogues of words have a field's label under `<domain>.<name>`.
    """

    def __init__(self, domain: str, fields: Iterable[Field]) -> None:
        """
        Register the fields.

        Raises:
            ValueError: two fields have one name.
        """
        self.domain = domain
        self._fields: dict[str, Field] = {}
        for each in fields:
            if each.name in self._fields:
                raise ValueError(f"Two fields are named {each.name}.")
            self._fields[each.name] = each

    def __getitem__(self, name: str) -> Field:
        return self._fields[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)
