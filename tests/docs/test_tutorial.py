"""The tutorial does what it says: its commands and its Python are run, in order, on a real shop."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from running_shop import RunningShop, a_folder

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "start" / "a-shop-in-twenty-minutes.md"
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", flags=re.MULTILINE | re.DOTALL)
WRITTEN_PORT = "127.0.0.1:8000"


@dataclass
class Block:
    """A fenced block of the page."""

    kind: str
    text: str
    line: int


def blocks() -> Iterator[Block]:
    page = PAGE.read_text(encoding="utf-8")
    for fence in FENCE.finditer(page):
        yield Block(fence[1], fence[2], page[: fence.start()].count("\n") + 1)


class Reader:
    """Someone who does what the page says, in a terminal and at a Python prompt."""

    def __init__(self, shop: RunningShop) -> None:
        self.shop = shop
        self.shown: list[str] = []
        self.names: dict[str, Any] = {"input": lambda _: self.shown.pop(0)}

    def do(self, block: Block) -> None:
        if block.kind == "console":
            for line in block.text.splitlines():
                self._type(line.removeprefix("$ "))
        elif block.kind == "python":
            self._enter(block)

    def _type(self, command: str) -> None:
        if command == "make up":
            self.shop.start()
            return
        program, *words = shlex.split(command)
        assert program == ".venv/bin/serai", f"The page types {program}."
        printed = self.shop.command("-m", "serai.config.cli", *words).strip()
        if words[0] == "key":
            self.shown.append(printed)

    def _enter(self, block: Block) -> None:
        text = block.text.replace(WRITTEN_PORT, f"127.0.0.1:{self.shop.port}")
        code = compile("\n" * block.line + text, str(PAGE), "exec")
        exec(code, self.names)


@pytest.mark.slow
def test_the_tutorial_does_what_it_says(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(ROOT)
    with a_folder() as folder:
        shop = RunningShop(folder)
        reader = Reader(shop)
        try:
            for block in blocks():
                reader.do(block)
        finally:
            for name in ("office", "shop"):
                if name in reader.names:
                    reader.names[name].close()
            shop.stop()

    assert reader.names["order"]["state"] == "cancelled"


def test_the_page_has_blocks_of_known_kinds_only():
    assert {block.kind for block in blocks()} <= {"console", "python", "text"}
