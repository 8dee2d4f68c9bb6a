"""Every port has a suite in tests/ports, and every adapter runs it."""

import ast
import importlib
import inspect
import pkgutil
import re
from pathlib import Path
from typing import Protocol

import pytest

import serai

ROOT = Path(__file__).resolve().parents[2]
SUITES = ROOT / "tests" / "ports"
PORT_MODULES = [
    importlib.import_module(f"{package.name}.ports")
    for package in pkgutil.iter_modules(serai.__path__, "serai.")
    if package.ispkg and importlib.util.find_spec(f"{package.name}.ports")
]
PORTS = [
    pytest.param(thing, id=name)
    for module in PORT_MODULES
    for name, thing in vars(module).items()
    if inspect.isclass(thing)
    and Protocol in thing.__bases__
    and thing.__module__ == module.__name__
]
ADAPTERS = sorted(path.parent for path in (ROOT / "src" / "serai").glob("*/adapters/*/__init__.py"))


@pytest.mark.parametrize("port", PORTS)
def test_a_port_has_a_suite(port: type):
    snake = re.sub(r"(?<!^)(?=[A-Z])", "_", port.__name__).lower()

    assert (SUITES / f"test_{snake}.py").exists()


@pytest.mark.parametrize("adapter", ADAPTERS, ids=lambda path: f"{path.parts[-3]}.{path.name}")
def test_an_adapter_runs_its_ports_suite(adapter: Path):
    package = ".".join(adapter.relative_to(ROOT / "src").parts)

    assert any(package in module for module in _imported_by_suites())


def _imported_by_suites() -> set[str]:
    found: set[str] = set()
    for path in SUITES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module)
    return found
