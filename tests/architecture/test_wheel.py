"""What is installed is what is here: code, templates, translations, static files, data."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("serai", "serai_science", "serai_storefront")
pytest.importorskip("hatchling", reason="the tool that builds wheels is not installed here")


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return the names in the wheel that is built from this tree."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


def _here() -> set[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--", *(f"src/{package}" for package in PACKAGES)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a checkout")
    files = [name for name in listed.stdout.split("\0") if name and (ROOT / name).exists()]
    return {name.removeprefix("src/") for name in files}


def test_the_wheel_holds_every_file_of_the_packages(names: set[str]):
    assert _here() - names == set()


def test_the_wheel_holds_nothing_else(names: set[str]):
    others = {
        name
        for name in names
        if name.partition("/")[0] not in PACKAGES and ".dist-info/" not in name
    }

    assert others == set()
    assert not [name for name in names if name.startswith(("tests/", "var/", "benchmarks/"))]


@pytest.mark.parametrize(
    "ending", [".po", ".html", ".css", ".js", ".svg", ".toml", "py.typed", "entry_points.txt"]
)
def test_what_is_not_code_is_not_forgotten(names: set[str], ending: str):
    assert [name for name in names if name.endswith(ending)]
