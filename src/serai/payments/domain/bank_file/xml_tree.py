"""XML as a tree, with the standard library's parser and nothing that a file could do to us."""

from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from serai.payments.domain.bank_file.credit import BankFileRefused

DEEPEST = 40


@dataclass
class Node:
    """An element by its name without namespace, its text, and the line on which it begins."""

    name: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Node]" = field(default_factory=list)
    text: str = ""

    def all(self, path: str) -> "list[Node]":
        """Return the elements under a path such as `Refs/EndToEndId`."""
        found = [self]
        for name in path.split("/"):
            found = [child for node in found for child in node.children if child.name == name]
        return found

    def first(self, *paths: str) -> str:
        """Return the text under the first of the paths that has any."""
        texts = (node.text.strip() for path in paths for node in self.all(path))
        return next((text for text in texts if text), "")


def read_tree(content: bytes) -> Node:
    """
    Return the document's element.

    Raises:
        BankFileRefused: it is no XML, names a document type (so it may have no entities), or is nested absurdly.
    """
    top = Node("", 1)
    open_nodes = [top]
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def refuse(*_: Any) -> None:
        raise BankFileRefused(parser.CurrentLineNumber, "document types and entities are refused")

    def begin(name: str, attributes: dict[str, str]) -> None:
        if len(open_nodes) > DEEPEST:
            raise BankFileRefused(parser.CurrentLineNumber, "it is nested too deeply")
        node = Node(name.rpartition(" ")[2], parser.CurrentLineNumber, attributes)
        open_nodes[-1].children.append(node)
        open_nodes.append(node)

    def end(_: str) -> None:
        open_nodes.pop()

    def say(text: str) -> None:
        open_nodes[-1].text += text

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler = say
    try:
        parser.Parse(content, True)
    except expat.ExpatError as wrong:
        raise BankFileRefused(wrong.lineno, expat.ErrorString(wrong.code)) from None
    return top.children[0]
