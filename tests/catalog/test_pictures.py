"""Pictures that are handed in: what is taken, what is made of it, and where it shows."""

import io
from uuid import UUID

import pytest
from factories.catalog import a_product
from factories.pictures import a_bomb, a_logo, a_photo, a_photo_with_a_place
from payments.stripe_vendor import nobody
from PIL import Image

from serai.catalog.adapters.folder import FolderPictures
from serai.catalog.adapters.s3 import S3Pictures
from serai.catalog.domain.pictures.address import PREFIX, kept_at
from serai.catalog.domain.pictures.make_renditions import (
    LARGEST_FILE,
    BadPicture,
    make_renditions,
)
from serai.catalog.ports import PictureStore
from serai.catalog.public import ProductView, product
from serai.catalog.usecases.keep_picture import PicturesUnavailable, keep_picture
from serai.kernel.ids import uuid7
from serai.plumbing.wiring import bind

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML_BEHIND = b"<html><script>alert(1)</script>"


def opened(file: bytes) -> Image.Image:
    return Image.open(io.BytesIO(file))


def test_a_picture_is_made_in_every_size_and_never_larger_than_it_is():
    made = make_renditions(a_photo(1500, 1000))

    sizes = {name.rpartition("-")[2]: opened(file).size for name, file in made.files.items()}
    assert sizes == {
        f"{width}.{ending}": (width, height)
        for ending in ("jpg", "webp")
        for width, height in ((160, 107), (320, 213), (640, 427), (1200, 800), (1500, 1000))
    }
    assert {opened(file).format for file in made.files.values()} == {"JPEG", "WEBP"}
    assert made.picture == kept_at(made.picture.address)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_a_file_is_says_its_content(kind):
    assert make_renditions(a_photo(64, 48, kind=kind)).picture.widths == (64,)


def test_place_time_and_comments_stay_outside_and_the_picture_stands_upright():
    made = make_renditions(a_photo_with_a_place() + HTML_BEHIND)

    assert (made.picture.width, made.picture.height) == (600, 900)
    for file in made.files.values():
        clean = opened(file)
        assert not clean.getexif()
        assert not {"exif", "comment", "icc_profile", "xmp"} & clean.info.keys()
        assert b"SECRET" not in file
        assert b"GARDEN" not in file
        assert b"script" not in file
        dark, light = (clean.width - 5, clean.height // 2), (5, clean.height // 2)
        assert clean.convert("L").getpixel(dark) < 30
        assert clean.convert("L").getpixel(light) > 130


def test_what_is_transparent_stays_so_in_webp_and_is_white_in_jpeg():
    made = make_renditions(a_logo())
    corner = {
        name.rpartition(".")[2]: opened(file).convert("RGBA").getpixel((2, 2))
        for name, file in made.files.items()
    }
    assert corner["webp"][3] == 0
    assert min(corner["jpg"]) > 250


def test_a_palette_a_grey_one_and_one_for_print_are_taken():
    for mode in ("P", "L", "LA", "I;16", "CMYK", "1"):
        file = io.BytesIO()
        Image.new(mode, (40, 30)).save(file, "JPEG" if mode == "CMYK" else "PNG")
        assert make_renditions(file.getvalue()).picture.width == 40


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "The file is empty."),
        (SVG, "Send a picture as JPEG, PNG or WebP."),
        (b"GIF89a" + b"\0" * 100, "Send a picture as JPEG, PNG or WebP."),
        (b"%PDF-1.7", "Send a picture as JPEG, PNG or WebP."),
        (b"<html>", "Send a picture as JPEG, PNG or WebP."),
        (a_bomb(), "A picture has at most 40 million pixels."),
        (a_bomb(10_000, 10_000), "A picture has at most 40 million pixels."),
        (a_bomb(6400, 6400), "A picture has at most 40 million pixels."),
        (a_bomb(8, 500), "A picture is at least 16 pixels wide and high."),
        (a_photo()[:2000], "The picture is damaged"),
        (a_photo(kind="PNG")[:300], "The picture is damaged"),
        (b"\xff" * (LARGEST_FILE + 1), "A picture has at most 20 MB."),
    ],
    ids=[
        "nothing",
        "svg",
        "gif",
        "pdf",
        "html",
        "bomb",
        "bomb-2",
        "bomb-3",
        "line",
        "cut",
        "cut-2",
        "large",
    ],
)
def test_what_is_no_picture_is_refused_with_a_reason(content, reason):
    with pytest.raises(BadPicture) as refusal:
        make_renditions(content)

    assert str(refusal.value).startswith(reason)


@pytest.mark.django_db
def test_staff_hand_in_a_picture_and_everybody_reads_its_files(a_staff, pictures, client):
    kept = a_staff.send("POST", "/pictures", a_photo(), media_type="image/jpeg")

    assert kept.status_code == 200, kept.content
    said = kept.json()
    assert (said["width"], said["height"]) == (900, 600)
    for part in (said["srcset"] + ", " + said["srcset_webp"]).split(", "):
        address, _, width = part.partition(" ")
        answer = client.get(address)
        assert answer.status_code == 200
        assert opened(answer.content).width == int(width.removesuffix("w"))
        assert (
            answer["Content-Type"]
            == {"jpg": "image/jpeg", "webp": "image/webp"}[address[-4:].strip(".")]
        )
        assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert client.get(PREFIX + "..%2fsecret").status_code == 404
    assert client.get(said["url"].replace("900x600", "901x600")).status_code == 404


@pytest.mark.django_db
def test_a_picture_joins_those_of_a_product_and_their_order_and_words_are_edited(a_staff, pictures):
    a_product(sku="M1", name="Milk")
    [shown] = a_staff.get("/products").json()["items"]
    path = f"/products/{shown['id']}/pictures"

    one = a_staff.send("POST", path + "?alt=A%20jug", a_photo(), media_type="image/png")
    two = a_staff.send("POST", path + "?sku=M1", a_photo(colour="red"), media_type="image/png")
    again = a_staff.send("POST", path, a_photo(), media_type="image/png")

    assert [each.status_code for each in (one, two, again)] == [200, 200, 200], two.content
    first, second = again.json()["media"]
    assert (first["alt"], second["sku"]) == ("A jug", "M1")
    assert again.json()["picture"] == {"src": first["url"], "alt": "A jug"}

    turned = [second, {**first, "alts": {"he": "כד", "ru": "Кувшин"}}]
    columns = [{k: v for k, v in each.items() if k != "id"} for each in turned]
    edit = {"version": again.json()["version"], "media": columns}
    edited = a_staff.send("PATCH", f"/products/{shown['id']}", edit)
    assert edited.status_code == 200, edited.content
    assert [each["url"] for each in edited.json()["media"]] == [second["url"], first["url"]]
    assert edited.json()["media"][1]["alts"] == {"he": "כד", "ru": "Кувшин"}

    kept = {"version": edited.json()["version"], "media": [{"url": first["url"], "alt": "A can"}]}
    a_staff.send("PATCH", f"/products/{shown['id']}", kept)
    [left] = seen(shown).media
    assert (left.alt, left.alts) == ("A can", {"he": "כד", "ru": "Кувшин"})


@pytest.mark.django_db
def test_a_bad_picture_is_a_problem_and_changes_nothing(a_staff, a_reader, pictures):
    a_product(sku="M1", name="Milk")
    [shown] = a_staff.get("/products").json()["items"]
    path = f"/products/{shown['id']}/pictures"

    refused = a_staff.send("POST", path, SVG, media_type="image/svg+xml")
    stranger = a_staff.send("POST", path + "?sku=NONE", a_photo(), media_type="image/jpeg")
    unknown = a_staff.send(
        "POST", f"/products/{uuid7()}/pictures", a_photo(), media_type="image/jpeg"
    )

    assert (refused.status_code, refused.json()["code"]) == (422, "catalog.bad_picture")
    assert (stranger.status_code, stranger.json()["code"]) == (422, "catalog.bad_field")
    assert unknown.status_code == 404
    assert a_reader.send("POST", "/pictures", b"", media_type="image/png").status_code == 403
    assert seen(shown).media == ()


class FillsUp(FolderPictures):
    """A folder on a disk that is full after two files."""

    def keep(self, name: str, content: bytes) -> bool:
        if len(list(self.names())) == 2:
            raise OSError("No space left on device")
        return super().keep(name, content)


@pytest.mark.django_db
def test_a_bucket_that_is_down_is_a_problem_that_says_what_to_do(a_staff, pictures):
    a_product(sku="M1", name="Milk")
    [shown] = a_staff.get("/products").json()["items"]
    bind(PictureStore, S3Pictures("pictures", nobody(), "us-east-1", "key", "secret"))

    refused = a_staff.send(
        "POST", f"/products/{shown['id']}/pictures", a_photo(), media_type="image/jpeg"
    )

    assert refused.status_code == 503
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert refused.headers["Retry-After"] == "60"
    assert refused.json()["code"] == "catalog.pictures_unavailable"
    assert "Send the picture again in a minute" in refused.json()["detail"]
    assert seen(shown).media == ()


@pytest.mark.django_db
def test_of_a_picture_that_cannot_be_kept_whole_nothing_is_left(a_staff, a_folder, pictures):
    full = FillsUp(a_folder / "full")
    bind(PictureStore, full)

    refused = a_staff.send("POST", "/pictures", a_photo(), media_type="image/jpeg")

    assert (refused.status_code, list(full.names())) == (503, [])


@pytest.mark.django_db
def test_what_was_kept_before_stays_when_the_rest_cannot_be(a_folder, pictures):
    full, made = FillsUp(a_folder / "full"), make_renditions(a_photo())
    first = next(iter(made.files))
    full.keep(first, made.files[first])
    bind(PictureStore, full)

    with pytest.raises(PicturesUnavailable):
        keep_picture(a_photo())

    assert list(full.names()) == [first]


def seen(shown: dict[str, str]) -> ProductView:
    """Return a product as it is now."""
    return product(UUID(shown["id"]))


@pytest.mark.django_db
def test_a_store_that_cannot_be_read_is_no_missing_picture(client, pictures, a_folder):
    name = make_renditions(a_photo()).picture.names[0]
    (a_folder / "media" / name[:2] / name).mkdir(parents=True)

    answer = client.get(PREFIX + name)

    assert (answer.status_code, answer["Cache-Control"]) == (503, "no-store")
    assert int(answer["Retry-After"]) > 0
