"""The examples in docstrings are true."""

import doctest
import importlib
import pkgutil

import pytest

import serai_storefront

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(serai_storefront.__path__, "serai_storefront.")
    if module.name != "serai_storefront.asgi"
)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_are_true(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
