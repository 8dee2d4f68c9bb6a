"""A product is written in the back office: a new one, and one that is there."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from factories.catalog import a_channel, a_variant, categories
from factories.pictures import a_photo
from payments.stripe_vendor import nobody

from serai.catalog.adapters.s3 import S3Pictures
from serai.catalog.models import Attribute
from serai.catalog.ports import PictureStore
from serai.catalog.public import ProductView, products_of_ids, variants_of_skus
from serai.catalog.usecases.edit_product import EditProduct, edit_product
from serai.kernel import clock
from serai.plumbing.wiring import bind

pytestmark = pytest.mark.django_db
PAGE = "/admin/catalog/product"
TEA = {
    "name": "Sencha",
    "category": "tea",
    "brand": "Uji",
    "description": "Green.",
    "channels": ["web"],
    "slug": "",
    "tax_class": "reduced",
    "variants-sku": ["SENCHA-100", "SENCHA-250", ""],
    "variants-variant_name": ["small", "large", ""],
    "variants-package_size": ["100 g", "250 g", ""],
    "variants-unit": ["each", "each", "each"],
    "variants-gtin": ["4006381333931", "", ""],
    "variants-weight_g": ["120", "", ""],
    "variants-variant_active": ["yes", "no", "yes"],
    "variants-parts": ["", "", ""],
    "pictures-url": ["/media/sencha.jpg"],
    "pictures-alt": ["A tin"],
    "attributes-attribute": ["caffeine"],
    "attributes-value": ["yes"],
    "texts-locale": ["he"],
    "texts-name": ["סנצ'ה"],
    "texts-description": [""],
}


@pytest.fixture
def shelves() -> None:
    a_channel()
    categories({"slug": "tea", "name": "Tea"})
    Attribute.objects.create(code="caffeine", label="Caffeine", kind="boolean")


def written(sku: str = "SENCHA-100") -> ProductView:
    [found] = products_of_ids([variants_of_skus([sku])[sku].product_id])
    return found


def as_shown(owner: Client, product_id: UUID) -> dict[str, Any]:
    """Return what the page of a product would send if nothing was changed."""
    page = owner.get(f"{PAGE}/{product_id}/write/").context_data
    form, tables = page["form"], page["tables"]
    said = {name: form.initial.get(name, "") for name in form.fields}
    for table in tables:
        for name in table.of.row.base_fields:
            values = [row.initial.get(name) for row in table.rows]
            said[f"{table.name}-{name}"] = ["" if value is None else value for value in values]
    return said


def test_a_product_is_written_whole(owner: Client, shelves: None) -> None:
    page = owner.post(f"{PAGE}/new/", TEA, follow=True).content.decode()

    tea = written()
    assert "What it costs stands under Prices" in page
    assert (tea.code, tea.slug, tea.brand, tea.tax_class) == (
        "SENCHA-100",
        "sencha",
        "Uji",
        "reduced",
    )
    assert [step.slug for step in tea.category_path] == ["tea"]
    assert tea.attributes == {"caffeine": True}
    assert tea.translations["he"]["name"] == "סנצ'ה"
    assert [(each.url, each.alt) for each in tea.media] == [("/media/sencha.jpg", "A tin")]
    small, large = tea.variants
    assert (small.sku, small.gtin, small.weight_g) == ("SENCHA-100", "04006381333931", 120)
    assert (small.package_size, small.active) == ("100 g", True)
    assert (large.package_size, large.active) == ("250 g", False)
    assert tea.source == {"from": "back office"}


def test_a_set_is_written_by_what_it_consists_of(owner: Client, shelves: None) -> None:
    owner.post(f"{PAGE}/new/", TEA)
    a_variant("CUP")
    said = {**TEA, "name": "Box", "variants-sku": ["BOX", "", ""], "variants-gtin": ["", "", ""]}
    said |= {
        f"variants-{each}": ["", "", ""] for each in ("variant_name", "package_size", "weight_g")
    }

    owner.post(f"{PAGE}/new/", said | {"variants-parts": ["2 x SENCHA-100, CUP", "", ""]})
    refused = owner.post(f"{PAGE}/new/", said | {"variants-parts": ["2 x NONE", "", ""]})

    [box] = written("BOX").variants
    assert [(part.units, part.sku) for part in box.parts] == [(2, "SENCHA-100"), (1, "CUP")]
    shown = as_shown(owner, box.product_id)
    assert shown["variants-parts"][0] == "2 x SENCHA-100, 1 x CUP"
    assert refused.status_code == 422


def test_writing_what_is_shown_changes_nothing(owner: Client, shelves: None) -> None:
    owner.post(f"{PAGE}/new/", TEA)
    before = written()

    owner.post(f"{PAGE}/{before.id}/write/", as_shown(owner, before.id))

    assert written() == before


def test_what_is_taken_off_the_page_is_gone(owner: Client, shelves: None) -> None:
    owner.post(f"{PAGE}/new/", TEA)
    before = written()
    less = {
        **as_shown(owner, before.id),
        "channels": [],
        "brand": "",
        "pictures-url": [""],
        "attributes-value": [""],
        "texts-locale": [""],
        "texts-name": [""],
    }

    owner.post(f"{PAGE}/{before.id}/write/", less)

    after = written()
    assert (after.brand, after.media, after.attributes, after.translations, after.channels) == (
        "",
        (),
        {},
        {},
        (),
    )
    assert after.version == before.version + 1


def test_a_change_from_an_old_page_is_refused(owner: Client, shelves: None) -> None:
    owner.post(f"{PAGE}/new/", TEA)
    before = written()
    stale = as_shown(owner, before.id)
    edit_product(EditProduct(before.id, before.version, {"brand": "Kyoto"}), now=clock.now())

    page = owner.post(f"{PAGE}/{before.id}/write/", {**stale, "name": "Matcha"})

    assert page.status_code == 422
    assert "Look again, then repeat." in page.content.decode()
    assert written().name == "Sencha"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": ""}, "required"),
        ({"variants-sku": ["", "", ""]}, "This is needed."),
        (
            {"variants-sku": ["", "", ""], "variants-variant_name": ["", "", ""],
             "variants-package_size": ["", "", ""], "variants-gtin": ["", "", ""]},
            "at least one SKU",
        ),
        ({"variants-sku": ["MILK-1", "SENCHA-250", ""]}, "There is a product MILK-1 already."),
        ({"variants-sku": ["SENCHA-100", "MILK-1", ""]}, "belongs to product"),
        ({"variants-gtin": ["123", "", ""]}, "A GTIN has 8, 12, 13 or 14 digits."),
        ({"slug": "No Slug"}, "small letters"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_and_nothing_is_written(
    owner: Client, shelves: None, wrong: dict[str, Any], told: str
) -> None:
    a_variant("MILK-1")

    page = owner.post(f"{PAGE}/new/", {**TEA, **wrong})

    assert page.status_code == 422
    assert told in page.content.decode()
    assert not variants_of_skus(["SENCHA-100"])


def test_more_rows_keep_what_was_typed(owner: Client, shelves: None) -> None:
    page = owner.post(f"{PAGE}/new/", {**TEA, "more_rows": "variants"}).content.decode()

    assert page.count('name="variants-sku"') == 6
    assert 'value="SENCHA-250"' in page
    assert not variants_of_skus(["SENCHA-100"])


def test_only_who_may_change_products_writes_them(
    shelves: None, clerk: Callable[..., Client]
) -> None:
    looking = clerk("catalog.view_product")

    assert looking.get(f"{PAGE}/new/").status_code == 403
    assert looking.post(f"{PAGE}/new/", TEA).status_code == 403


def test_pictures_are_handed_in_with_words_and_places(
    owner: Client, shelves: None, pictures: PictureStore
) -> None:
    files = [SimpleUploadedFile(f"{at}.png", a_photo(40 + at, 30)) for at in (1, 2, 1)]
    owner.post(f"{PAGE}/new/", {**TEA, "new_pictures": files})

    tea = written()
    first, red, blue = (each.url for each in tea.media)
    assert first == "/media/sencha.jpg"
    assert pictures.read(red.removeprefix("/media/")) is not None
    shown = owner.get(f"{PAGE}/{tea.id}/write/").content.decode()
    assert f'<img src="{blue}"' in shown

    said = as_shown(owner, tea.id)
    said["pictures-place"] = ["2", "", "1", "", "", ""]
    said["pictures-alts"] = ["he: פחית\nru: Банка", "", "", "", "", ""]
    owner.post(f"{PAGE}/{tea.id}/write/", said)

    assert [each.url for each in written().media] == [blue, first, red]
    assert written().media[1].alts == {"he": "פחית", "ru": "Банка"}


def test_what_is_no_picture_is_told_beside_the_field_and_nothing_is_written(
    owner: Client, shelves: None, pictures: PictureStore
) -> None:
    svg = SimpleUploadedFile("a.png", b"<svg><script>alert(1)</script></svg>")

    answer = owner.post(f"{PAGE}/new/", {**TEA, "new_pictures": svg})

    assert answer.status_code == 422
    assert "Send a picture as JPEG, PNG or WebP." in answer.content.decode()
    assert variants_of_skus(["SENCHA-100"]) == {}


def test_pictures_that_cannot_be_kept_are_told_beside_the_field_and_nothing_is_written(
    owner: Client, shelves: None, pictures: PictureStore
) -> None:
    bind(PictureStore, S3Pictures("pictures", nobody(), "us-east-1", "key", "secret"))
    photo = SimpleUploadedFile("a.png", a_photo())

    answer = owner.post(f"{PAGE}/new/", {**TEA, "new_pictures": photo})

    assert answer.status_code == 422
    assert "Send the picture again in a minute" in answer.content.decode()
    assert variants_of_skus(["SENCHA-100"]) == {}


def test_words_without_a_language_are_told_beside_them(owner: Client, shelves: None) -> None:
    answer = owner.post(f"{PAGE}/new/", {**TEA, "pictures-alts": ["a tin"]})

    assert answer.status_code == 422
    assert "One language on a line" in answer.content.decode()
