"""The reference names everything that the code has."""

import importlib
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "docs" / "_ext"))
reference = importlib.import_module("serai_reference")
reference.import_everything()


def test_every_refusal_has_its_section():
    from serai.kernel.errors import domain_errors

    page = reference.errors_page()

    assert [error.code for error in domain_errors() if f"## `{error.code}`" not in page] == []


def test_every_code_of_the_edge_is_listed():
    codes = [code for code, _, _ in reference.edge_codes()]

    assert "request.not_found" in codes
    assert len(codes) == len(set(codes))


def test_every_setting_says_what_it_decides():
    from serai.config.env import Env

    notes = reference._attribute_docstrings(Env)
    page = reference.settings_page()

    assert [name for name in Env.model_fields if not notes.get(name)] == []
    assert "`DATABASE_URL`" in page
    assert "`SERAI_VAR`" in page


def test_every_event_has_its_section():
    from serai.kernel.events import event_types

    page = reference.events_page()

    assert [name for name in event_types() if f"## `{name}`" not in page] == []


def test_every_public_event_is_in_the_catalogue():
    from serai.kernel.events import public_events

    page = reference.event_types_page()

    assert [name for name in public_events() if f"## `{name}`" not in page] == []


def test_every_operation_is_described():
    from http_api_page import http_api_page

    from serai.config.api import api

    document = api.get_openapi_schema(path_prefix="/api/")
    page = http_api_page(document)
    addresses = [
        f"### `{verb.upper()} {path}`" for path, item in document["paths"].items() for verb in item
    ]

    assert [address for address in addresses if address not in page] == []


@pytest.mark.parametrize("module", list(reference.public_modules()), ids=lambda m: m.__name__)
def test_every_context_has_its_page(module):
    page = reference.context_page(module)

    assert f".. automodule:: {module.__name__}" in page


def test_every_table_of_facts_has_its_section():
    from serai.plumbing.facts import all_tables

    page = reference.facts_page()

    there = [name for name, table in all_tables().items() if table.source != "files"]
    assert [name for name in there if f"### `{name}`" not in page] == []
    assert "| `search_term` | text | What was typed. Required. Personal" in page
