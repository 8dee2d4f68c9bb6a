"""Articles that are digital, a service, or not for everybody."""

import pytest
from factories.catalog import NOW, a_variant

from serai.catalog.models import ArticleTermsRow
from serai.catalog.public import (
    PLAIN,
    ArticleTerms,
    BadArticleTerms,
    Nature,
    article_terms,
    article_terms_page,
    set_article_terms,
)
from serai.catalog.queries.article_terms import forget_article_terms

pytestmark = pytest.mark.django_db
WINE = ArticleTerms(minimum_age=18)


def test_what_nothing_was_said_of_is_plain_goods_for_everybody():
    milk = a_variant("MILK")

    assert article_terms(milk.id) == PLAIN
    assert (PLAIN.is_carried, PLAIN.is_digital, PLAIN.is_regulated) == (True, False, False)


def test_terms_are_set_by_sku_and_changed_again():
    wine, song = a_variant("WINE"), a_variant("SONG")

    assert set_article_terms({"WINE": WINE, "SONG": ArticleTerms(Nature.FILE)}, now=NOW) == 2

    assert article_terms(wine.id) == WINE
    assert article_terms(song.id).is_digital
    set_article_terms({"WINE": PLAIN}, now=NOW)
    assert article_terms(wine.id) == PLAIN
    assert [each.sku for each in article_terms_page()] == ["SONG", "WINE"]


def test_one_unknown_article_and_nothing_is_written():
    a_variant("WINE")

    with pytest.raises(BadArticleTerms) as refusal:
        set_article_terms({"WINE": WINE, "NONE": WINE}, now=NOW)

    assert refusal.value.sku == "NONE"


@pytest.mark.parametrize(
    "terms",
    [
        ArticleTerms(minimum_age=-1),
        ArticleTerms(minimum_age=100),
        ArticleTerms(Nature.FILE, needs_prescription=True),
    ],
    ids=["below zero", "nobody reaches it", "a prescription for a file"],
)
def test_terms_that_make_no_sense_are_refused(terms):
    a_variant("WINE")

    with pytest.raises(BadArticleTerms):
        set_article_terms({"WINE": terms}, now=NOW)

    assert not ArticleTermsRow.objects.exists()


def test_terms_are_read_from_memory(django_assert_num_queries):
    wine = a_variant("WINE")
    set_article_terms({"WINE": WINE}, now=NOW)
    article_terms(wine.id)

    with django_assert_num_queries(0):
        assert article_terms(wine.id) == WINE


def test_a_process_that_looks_again_sees_a_change_of_another(django_assert_num_queries):
    wine = a_variant("WINE")
    set_article_terms({"WINE": WINE}, now=NOW)
    forget_article_terms()

    with django_assert_num_queries(4):
        assert article_terms(wine.id) == WINE


def test_a_gift_card_is_not_carried_whatever_else_is_said_of_it():
    card = a_variant("GIFT25", tax_class="gift_card")
    assert article_terms(card.id) == ArticleTerms(is_gift_card=True)
    assert not article_terms(card.id).is_carried

    set_article_terms({"GIFT25": WINE}, now=NOW)

    assert article_terms(card.id) == ArticleTerms(minimum_age=18, is_gift_card=True)


def test_a_product_becomes_a_gift_card_and_is_none_again():
    card = a_variant("GIFT25")
    assert article_terms(card.id).is_carried

    a_variant("GIFT25", tax_class="gift_card")
    forget_article_terms()
    assert not article_terms(card.id).is_carried

    a_variant("GIFT25", tax_class="standard")
    forget_article_terms()
    assert article_terms(card.id) == PLAIN


def test_the_laws_about_an_article_are_named_by_a_small_word():
    gin = a_variant("GIN")
    set_article_terms({"GIN": ArticleTerms(regime="alcohol")}, now=NOW)
    assert article_terms(gin.id).is_regulated

    with pytest.raises(BadArticleTerms):
        set_article_terms({"GIN": ArticleTerms(regime="Strong drinks")}, now=NOW)


def test_changed_terms_announce_the_product(published):
    wine = a_variant("WINE")
    set_article_terms({"WINE": WINE}, now=NOW)
    assert any(getattr(each, "product_ids", ()) == (wine.product_id,) for each in published())
