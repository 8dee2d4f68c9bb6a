"""Values as numbers: a column holds codes, a table says what they mean."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Labels:
    """
    The values of one field by number: what stands in an address, and what people read.

    Numbers are given in the order of arrival and never change; a copy can grow while others read.
    """

    values: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    code_of: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, values: list[str], names: list[str]) -> "Labels":
        """Return the table with these values and names, in this order."""
        return cls(values, names, {value: code for code, value in enumerate(values)})

    def __len__(self) -> int:
        return len(self.values)

    def code(self, value: str) -> int:
        """Return the number of `value`, -1 when it has none or is empty."""
        return self.code_of.get(value, -1)

    def number(self, value: str, name: str) -> int:
        """Return the number of `value`, giving it the next one when it is new; -1 for no value."""
        if not value:
            return -1
        code = self.code_of.get(value)
        if code is None:
            code = self.code_of[value] = len(self.values)
            self.values.append(value)
            self.names.append(name)
        elif self.names[code] != name:
            self.names[code] = name
        return code

    def copy(self) -> "Labels":
        """Return a table that can grow on its own."""
        return Labels(list(self.values), list(self.names), dict(self.code_of))
