"""What the codes in a channel's columns mean."""

from dataclasses import dataclass, field, replace

from serai.discovery.domain.category_tree import CategoryTree
from serai.discovery.domain.labels import Labels


@dataclass(slots=True)
class AttributeTable:
    """An attribute by which lists can be filtered: its label and its values."""

    label: str
    labels: Labels = field(default_factory=Labels)


@dataclass(frozen=True, slots=True)
class Tables:
    """A channel's currency and language, its categories, and the values of every coded column."""

    currency: str
    locale: str
    tree: CategoryTree
    brands: Labels = field(default_factory=Labels)
    sizes: Labels = field(default_factory=Labels)
    attributes: dict[str, AttributeTable] = field(default_factory=dict)

    def copy(self) -> "Tables":
        """Return tables that can grow on their own; the tree, which does not grow, is shared."""
        attributes = {
            code: AttributeTable(table.label, table.labels.copy())
            for code, table in self.attributes.items()
        }
        return replace(
            self, brands=self.brands.copy(), sizes=self.sizes.copy(), attributes=attributes
        )
