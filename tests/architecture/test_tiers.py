"""The contracts of pyproject.toml and what hangs on them."""

import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "serai"
CONTRACTS = {
    contract["id"]: contract
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"][
        "contracts"
    ]
}
BELOW_CONTEXTS = {"kernel", "plumbing"}


def _tiers() -> list[list[str]]:
    """Return the names of each tier, lowest first."""
    layers = CONTRACTS["tiers"]["layers"]
    return [[name.strip(" ()") for name in layer.split("|")] for layer in reversed(layers)]


HEIGHT = {name: height for height, tier in enumerate(_tiers()) for name in tier}
CONTEXTS = sorted(HEIGHT.keys() - BELOW_CONTEXTS - {"config"})
OUR_MODELS = [
    pytest.param(model, id=model._meta.label)
    for model in apps.get_models(include_auto_created=True)
    if model.__module__.startswith("serai.") and not model._meta.proxy
]


def test_every_folder_has_its_place_among_the_tiers():
    folders = {path.parent.name for path in SOURCE.glob("*/__init__.py")}

    assert folders - HEIGHT.keys() == set()


def test_every_context_is_held_inside_too():
    there = {f"serai.{name}" for name in CONTEXTS if (SOURCE / name).is_dir()}

    assert set(CONTRACTS["inside"]["containers"]) == there


def test_no_single_import_is_exempt():
    ignored = {
        contract_id: [line for line in contract.get("ignore_imports", []) if "*" not in line]
        for contract_id, contract in CONTRACTS.items()
    }

    assert {contract_id: lines for contract_id, lines in ignored.items() if lines} == {}
    assert [c for c in CONTRACTS if CONTRACTS[c].get("ignore_imports") and c != "doors"] == []


@pytest.mark.parametrize("model", OUR_MODELS)
def test_a_model_lives_in_the_folder_of_its_label(model: type[models.Model]):
    context = model.__module__.split(".")[1]

    assert model._meta.app_label == context
    assert model._meta.db_table.startswith(f"{context}_")


@pytest.mark.parametrize("model", OUR_MODELS)
def test_foreign_keys_point_down_protect_and_leave_no_trace(model: type[models.Model]):
    height = HEIGHT[model._meta.app_label]

    for field in _relations(model):
        label = field.related_model._meta.app_label
        if label == model._meta.app_label:
            continue
        assert HEIGHT[label] < height, f"{field} points up"
        assert field.remote_field.hidden, f"{field} needs related_name='+'"
        assert field.remote_field.on_delete is models.PROTECT, f"{field} must protect"


@pytest.mark.parametrize("model", OUR_MODELS)
def test_nothing_is_sorted_unless_asked(model: type[models.Model]):
    assert not model._meta.ordering


def _relations(model: type[models.Model]) -> list[models.ForeignKey]:
    return [
        field
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model is not None
    ]
