"""Random shops for property tests."""

from factories.discovery import TREE, a_document
from hypothesis import strategies as st

from serai.discovery.domain.document import Document

SLUGS = [node.slug for node in TREE]
BRANDS = ["Acme", "Blue Barn", "Corner"]
COLOURS = ["red", "green", "blue"]
COLOURED = [
    a_document(900, attributes={"colour": "red"}),
    a_document(901, attributes={"colour": "green"}),
]
"""Two colours make an attribute worth a facet; with these two it always is one."""

NAMES = ["Milk", "Whole milk", "Blue cheese", "Cola", "Paper towel", "cola zero", "Éclair"]


@st.composite
def documents(draw: st.DrawFn, *, least: int = 0, most: int = 25, first: int = 1) -> list[Document]:
    """Return documents with different ids, in any order."""
    numbers = draw(
        st.lists(st.integers(first, first + 60), unique=True, min_size=least, max_size=most)
    )
    return [draw(one_document(number)) for number in numbers]


@st.composite
def one_document(draw: st.DrawFn, number: int, *, seq: int = 1) -> Document:
    """Return the document of one product."""
    colour = draw(st.sampled_from([*COLOURS, ""]))
    return a_document(
        number,
        draw(st.sampled_from(NAMES)),
        seq=seq,
        category=draw(st.sampled_from([*SLUGS, ""])),
        brand=draw(st.sampled_from(BRANDS)),
        price=draw(st.sampled_from([1, 99, 100, 250, 999, 5000])),
        band=draw(st.integers(0, 2)),
        size=draw(st.sampled_from(["", "1 l", "2 l", "16 oz"])),
        attributes={"colour": colour} if colour else {},
    )
