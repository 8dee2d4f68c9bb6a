"""Pages hold together: links lead somewhere, decisions have their parts, fragments their names."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    path
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    if not {"_build", "generated"} & set(path.parts)
)
DECISIONS = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
PARTS = ["Context", "Decision", "Consequences", "What would change our mind"]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s#]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page: Path):
    text = re.sub(r"```.*?```", "", page.read_text(), flags=re.DOTALL)
    targets = [target for target in LINK.findall(text) if "://" not in target]
    dead = [
        target
        for target in targets
        if "generated/" not in target and not (page.parent / target).exists()
    ]

    assert dead == []


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem[:4])
def test_a_decision_has_its_parts_on_one_page(page: Path):
    text = page.read_text()

    assert re.findall(r"^## (.*)$", text, flags=re.MULTILINE) == PARTS
    assert text.startswith(f"# {page.stem[:4]} ")
    assert len(text.splitlines()) <= 80


def test_no_two_decisions_share_a_number():
    numbers = [page.stem[:4] for page in DECISIONS]

    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]


def test_fragments_are_named_for_their_kind():
    fragments = [path.name for path in (ROOT / "changelog.d").iterdir() if path.name != "README.md"]
    named = re.compile(r"(\d+|\+[\w-]+)\.(added|changed|fixed|removed)\.md")

    assert [name for name in fragments if not named.fullmatch(name)] == []
