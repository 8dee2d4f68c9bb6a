"""What no source may contain, read from the syntax tree and from tracked files."""

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [path for path in sorted((ROOT / "src").rglob("*.py")) if "migrations" not in path.parts]
INDEX_HOSTS = (
    "pypi" + ".org",
    "python" + "hosted.org",
    "--index" + "-url",
    "--extra-index" + "-url",
)
MACHINE_PATH = re.compile(r"(?<![\w.:/<}])/(?:tmp|root|home|Users|work)/[\w.-]+")


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def test_models_are_imported_not_looked_up():
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in SOURCES
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Attribute) and node.attr == "get_model"
    ]

    assert found == []


def test_only_the_outbound_client_calls_strangers():
    """Who may import httpx: that client, and the payment processor that plays a stranger who calls us."""
    may = {"plumbing/outbound", "payments/adapters/local"}
    found = {
        str(path.parent.relative_to(ROOT / "src" / "serai"))
        for path in SOURCES
        if (ROOT / "src" / "serai") in path.parents
        for node in ast.walk(_tree(path))
        for name in _imported(node)
        if name.partition(".")[0] in {"httpx", "httpcore", "requests", "urllib3", "aiohttp"}
    }

    assert found <= may


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def test_only_entry_points_read_the_clock():
    inner = {"domain", "queries", "ports", "events"}
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in SOURCES
        if inner & set(path.relative_to(ROOT / "src").parts) and "plumbing" not in path.parts
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.ImportFrom) and node.module == "serai.kernel.clock"
    ]

    assert found == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_public_names_have_docstrings(path: Path):
    tree = _tree(path)
    if path.name == "__init__.py" and not tree.body:
        return

    assert ast.get_docstring(tree), "the module says nothing about itself"
    assert [node.name for node in _public_definitions(tree) if not ast.get_docstring(node)] == []


def test_tracked_files_name_no_machine_and_no_package_index():
    found = [
        f"{path.relative_to(ROOT)}: {word}" for path in _tracked() for word in _refused_words(path)
    ]

    assert found == []


def _public_definitions(
    tree: ast.Module,
) -> Iterator[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in tree.body:
        named = isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        if named and not node.name.startswith("_"):
            yield node


def _tracked() -> list[Path]:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    paths = (ROOT / name for name in listed.stdout.decode().split("\0") if name)
    return [path for path in paths if path.is_file()]


def _refused_words(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return []
    return [host for host in INDEX_HOSTS if host in text] + MACHINE_PATH.findall(text)
