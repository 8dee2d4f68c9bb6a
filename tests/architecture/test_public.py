"""What crosses a boundary has a shape: frozen views and plain values, never a model."""

import dataclasses
import importlib
import inspect
import pkgutil
import typing
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import msgspec
import pytest
from django.db import models

import serai

PUBLIC = [
    importlib.import_module(f"{package.name}.public")
    for package in pkgutil.iter_modules(serai.__path__, "serai.")
    if package.ispkg and importlib.util.find_spec(f"{package.name}.public")
]
NAMES = [
    pytest.param(module, name, id=f"{module.__name__.split('.')[1]}.{name}")
    for module in PUBLIC
    for name in getattr(module, "__all__", [])
]


@pytest.mark.parametrize("module", PUBLIC, ids=lambda module: module.__name__)
def test_a_public_module_lists_its_names_and_nothing_else(module: ModuleType):
    listed = list(module.__all__)
    there = {name for name in vars(module) if not name.startswith("_")}
    stray = {
        name for name in there - set(listed) if not isinstance(getattr(module, name), ModuleType)
    }

    assert sorted(set(listed)) == sorted(listed)
    assert stray == set()


@pytest.mark.parametrize(("module", "name"), NAMES)
def test_a_public_name_says_what_it_is(module: ModuleType, name: str):
    thing = getattr(module, name)

    if inspect.isclass(thing) or callable(thing):
        assert inspect.getdoc(thing), f"{name} has no docstring"


@pytest.mark.parametrize(("module", "name"), NAMES)
def test_a_public_name_mentions_no_model(module: ModuleType, name: str):
    thing = getattr(module, name)

    assert not _is_of_the_orm(thing)
    assert [kind for kind in _mentioned(thing) if _is_of_the_orm(kind)] == []


@pytest.mark.parametrize(("module", "name"), NAMES)
def test_a_view_is_frozen(module: ModuleType, name: str):
    thing = getattr(module, name)

    if dataclasses.is_dataclass(thing):
        assert thing.__dataclass_params__.frozen, f"{name} can be changed by whoever holds it"
    if _is_struct(thing):
        assert thing.__struct_config__.frozen, f"{name} can be changed by whoever holds it"


def _mentioned(thing: Any) -> Iterator[Any]:
    """Yield every type that the signature of `thing` names, through containers, dataclasses and structs."""
    waiting = list(_hints(thing).values())
    seen: list[Any] = []
    while waiting:
        kind = waiting.pop()
        if any(kind is known for known in seen):
            continue
        seen.append(kind)
        yield kind
        waiting += typing.get_args(kind)
        if typing.get_origin(kind):
            waiting.append(typing.get_origin(kind))
        if dataclasses.is_dataclass(kind) or _is_struct(kind):
            waiting += _hints(kind).values()


def _is_struct(kind: Any) -> bool:
    return inspect.isclass(kind) and issubclass(kind, msgspec.Struct)


def _hints(thing: type | Callable[..., Any]) -> dict[str, Any]:
    if inspect.isclass(thing) or inspect.isfunction(inspect.unwrap(thing)):
        return typing.get_type_hints(inspect.unwrap(thing))
    return {}


def _is_of_the_orm(kind: Any) -> bool:
    orm = models.Model, models.QuerySet, models.Manager
    return inspect.isclass(kind) and issubclass(kind, orm)
