"""Slugs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.catalog.domain.slugs import is_slug, slug_of


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Crème brûlée, 4 × 100 g", "creme-brulee-4-100-g"),
        ("Ben's & Jerry", "bens-jerry"),
        ("Straße Ł", "strasse-l"),
        ("Чай зелёный", "чай-зелёный"),
        ("שוקולד מריר", "שוקולד-מריר"),
        ("<script>alert(1)</script>", "script-alert-1-script"),
        ("!!!", ""),
    ],
)
def test_a_name_becomes_a_slug(name, slug):
    assert slug_of(name) == slug


@given(st.text(max_size=300))
def test_what_is_made_is_a_slug_or_empty(text):
    slug = slug_of(text)

    assert slug == "" or is_slug(slug)
    assert slug_of(slug) == slug


@pytest.mark.parametrize(
    "text", ["", "-a", "a-", "a--b", "A", "a b", "a/b", "a_b", "a%", "x" * 121]
)
def test_what_would_break_an_address_or_a_path_is_no_slug(text):
    assert not is_slug(text)
