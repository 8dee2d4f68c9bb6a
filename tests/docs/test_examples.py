"""What a page shows being typed gives what the page says."""

import doctest
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "docs"
FENCE = re.compile(r"^```.*$", flags=re.MULTILINE)
PAGES = sorted(
    page
    for page in ROOT.rglob("*.md")
    if not {"_build", "generated"} & set(page.parts) and "\n>>> " in page.read_text()
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_examples_give_what_the_page_says(page: Path):
    text = FENCE.sub("", page.read_text())
    examples = doctest.DocTestParser().get_doctest(text, {}, page.stem, str(page), 0)
    said: list[str] = []

    outcome = doctest.DocTestRunner().run(examples, out=said.append)

    assert outcome.attempted > 0
    assert not outcome.failed, "".join(said)
