"""E-mail addresses, languages and texts in their stored form."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.customers.domain.email import EmailRefused, normalised_email
from serai.customers.domain.locale import LocaleRefused, normalised_locale
from serai.customers.domain.login_code import keyed_digest, new_code
from serai.customers.domain.plain_text import TextRefused, plain_text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ada@example.org", "ada@example.org"),
        (" Ada.Lovelace+Shop@Example.ORG\n", "ada.lovelace+shop@example.org"),
        ("o'neil@example.co.uk", "o'neil@example.co.uk"),
        ("ada@Müller.example", "ada@xn--mller-kva.example"),
        ("ada@пример.example", "ada@xn--e1afmkfd.example"),
        ("a" * 64 + "@example.org", "a" * 64 + "@example.org"),
    ],
)
def test_an_address_has_one_form(typed, kept):
    assert normalised_email(typed) == kept
    assert normalised_email(kept) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ada",
        "@example.org",
        "ada@",
        "ada@example",
        "ada@localhost",
        "ada@@example.org",
        "ada@eve@example.org",
        "ada @example.org",
        ".ada@example.org",
        "a..b@example.org",
        "ada@-example.org",
        "ada@example..org",
        "ada@exam_ple.org",
        "ada@[127.0.0.1]",
        '"ada"@example.org',
        "ada@example.org, eve@example.org",
        "ada@example.org\nBcc: eve@example.org",
        "adа@example.org",
        "a" * 65 + "@example.org",
        "ada@" + "a" * 64 + ".org",
        "ada@" + "abcdefg." * 40 + "org",
        "ada@example.org\x00",
        "\ud800@example.org",
        "ada@\ud800.org",
        "x" * 10**6,
    ],
)
def test_what_is_no_address_is_refused(typed):
    with pytest.raises(EmailRefused):
        normalised_email(typed)


@given(st.text(max_size=80) | st.emails())
def test_an_address_is_refused_or_ends_in_a_form_that_stays(typed):
    try:
        kept = normalised_email(typed)
    except EmailRefused:
        return

    assert normalised_email(kept) == kept == kept.lower()
    assert kept.isascii()
    assert kept.isprintable()
    assert len(kept) <= 254


@pytest.mark.parametrize(
    ("typed", "kept"), [("en", "en"), ("PT_br", "pt-BR"), ("he-IL", "he-IL"), ("fil", "fil")]
)
def test_a_language_has_one_form(typed, kept):
    assert normalised_locale(typed) == kept


@pytest.mark.parametrize("typed", ["", "e", "english", "en-", "en-GBR", "en-GB-x", "e1", "en\n"])
def test_what_is_no_language_is_refused(typed):
    with pytest.raises(LocaleRefused):
        normalised_locale(typed)


@given(st.text(max_size=100))
def test_a_text_is_refused_or_ends_in_a_form_that_stays(typed):
    try:
        kept = plain_text(typed, field="name", longest=50)
    except TextRefused:
        return

    assert plain_text(kept, field="name", longest=50) == kept
    assert unicodedata.is_normalized("NFC", kept)
    assert len(kept) <= 50


def test_two_ways_to_write_the_same_letter_are_the_same_text():
    assert plain_text("Zoe\u0308", field="name", longest=4) == "Zoë"


def test_emoji_and_right_to_left_names_are_texts():
    for name in ("👩‍🚀 Ada", "עדה לאבלייס", "أدا", "ადა"):
        assert plain_text(name, field="name", longest=50, required=True) == name


def test_a_code_has_six_digits_from_the_first_to_the_last():
    assert new_code(lambda below: 0) == "000000"
    assert new_code(lambda below: below - 1) == "999999"
    assert new_code(lambda below: 42) == "000042"


def test_a_keyed_digest_keeps_its_parts_apart():
    digests = {
        keyed_digest(b"secret", "ab", "c"),
        keyed_digest(b"secret", "a", "bc"),
        keyed_digest(b"secret", "abc"),
        keyed_digest(b"another secret", "ab", "c"),
    }

    assert len(digests) == 4
    assert {len(digest) for digest in digests} == {32}
