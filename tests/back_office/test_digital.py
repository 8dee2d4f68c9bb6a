"""Files and keys that are sold, in the back office."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from factories.ordering import a_shop, an_article

from serai.catalog.public import ArticleTerms, Nature, set_article_terms
from serai.kernel import clock
from serai.ordering.models import DigitalFile, LicenceKey

pytestmark = pytest.mark.django_db
POOLS = "/admin/ordering/licencekey/pools/"
PUT = "/admin/ordering/digitalfile/put/"


@pytest.fixture
def articles(db):
    """Sell GAME, which comes with a key, and BOOK, which is a file."""
    a_shop()
    for sku, nature in (("GAME", Nature.KEYS), ("BOOK", Nature.FILE)):
        an_article(sku, stock=0)
        set_article_terms({sku: ArticleTerms(nature)}, now=clock.now())


def test_keys_are_added_by_hand_or_from_a_file(owner, articles):
    file = SimpleUploadedFile("keys.txt", b"K-2\r\nK-3\r\n")

    page = owner.post(POOLS, {"sku": "GAME", "keys": "K-1\nK-2", "file": file}, follow=True)

    assert LicenceKey.objects.count() == 3
    assert "GAME: 3 left, 0 held, 0 given" in page.content.decode()


def test_texts_of_keys_are_shown_to_nobody(owner, articles):
    owner.post(POOLS, {"sku": "GAME", "keys": "SECRET-KEY-0001"})

    page = owner.get("/admin/ordering/licencekey/").content.decode()

    assert ("…0001" in page, "SECRET-KEY" in page) == (True, False)


@pytest.mark.parametrize(
    ("said", "told"),
    [({"sku": "GAME"}, "There are none"), ({"sku": "BOOK", "keys": "K-1"}, "keys")],
)
def test_what_cannot_be_a_key_is_told(owner, articles, said, told):
    page = owner.post(POOLS, said).content.decode()

    assert told in page
    assert not LicenceKey.objects.exists()


def test_a_file_comes_with_its_article(owner, articles):
    file = SimpleUploadedFile("book.pdf", b"%PDF", content_type="application/pdf")

    page = owner.post(
        PUT, {"sku": "BOOK", "file": file, "most_downloads": "3", "days": "10"}, follow=True
    )

    [row] = DigitalFile.objects.all()
    assert (row.name, row.most_downloads, row.days) == ("book.pdf", 3, 10)
    assert "book.pdf" in page.content.decode()


def test_who_may_only_look_adds_nothing(clerk, db):
    browser = clerk("ordering.view_licencekey", "ordering.view_digitalfile")

    assert [browser.get(page).status_code for page in (POOLS, PUT)] == [403, 403]
