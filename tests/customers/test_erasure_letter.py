"""Whoever is forgotten is told so once, in their language, while there is an address; nothing of it stays."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from factories.customers import NOW

from serai.customers.domain.erasure_letter import _WORDS, erasure_letter
from serai.customers.models import Customer, PrivacyRequest
from serai.customers.usecases.privacy import forget_person
from serai.customers.usecases.privacy.ask import ask_for_erasure
from serai.customers.usecases.privacy.confirm_erasure import PATIENCE
from serai.customers.usecases.privacy.forget_person import forget
from serai.plumbing import wiring
from serai.plumbing.mail import FileMailer, Letter, LetterRefused, Mailer, MailerUnavailable

ADDRESS = "ada@example.org"


class WatchedMailer(FileMailer):
    """A mailer that keeps letters as files, notes what left, and can be out of order."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.left: list[Letter] = []
        self.known: list[bool] = []
        self.fault: Exception | None = None

    def send(self, letter: Letter) -> None:
        if self.fault is not None:
            raise self.fault
        super().send(letter)
        self.left.append(letter)
        self.known.append(Customer.objects.filter(email=letter.to).exists())


@pytest.fixture
def mailer(a_folder: Path) -> Iterator[WatchedMailer]:
    before = wiring.bound(Mailer)
    made = WatchedMailer(a_folder / "mail")
    wiring.bind(Mailer, made)
    yield made
    wiring.bind(Mailer, before)


@pytest.fixture
def ada(an_account) -> Customer:
    row = Customer.objects.get(pk=an_account(ADDRESS).id)
    row.email_verified_at, row.locale = NOW, "pt-BR"
    row.save()
    return row


def asked(row: Customer) -> PrivacyRequest:
    made = ask_for_erasure(row.pk, by="staff", now=NOW)
    return PrivacyRequest.objects.get(pk=made.id)


def is_forgotten(row: Customer) -> bool:
    return not Customer.objects.filter(pk=row.pk, email=ADDRESS).exists()


@pytest.mark.parametrize("language", sorted(_WORDS))
def test_the_letter_is_written_in_seven_languages(language):
    words = erasure_letter(locale=f"{language}-XX", shop="<shop>.example")

    english = erasure_letter(locale="en", shop="<shop>.example")
    assert len(_WORDS) == 7
    assert (words == english) == (language == "en")
    assert "<shop>.example" in words.subject
    assert "<shop>.example" in words.text
    assert "&lt;shop&gt;.example" in words.html
    assert "<shop>" not in words.html
    assert ('dir="rtl"' in words.html) == (language in {"he", "ar"})


def test_a_language_that_we_do_not_speak_reads_english():
    assert erasure_letter(locale="fi", shop="s") == erasure_letter(locale="en", shop="s")


def test_one_letter_leaves_before_the_address_is_gone_and_no_copy_stays(mailer, ada):
    request = asked(ada)

    forget(request.pk, now=NOW)
    forget(request.pk, now=NOW + timedelta(days=4000))

    [letter] = mailer.left
    assert (letter.to, letter.locale, mailer.known) == (ADDRESS, "pt-BR", [True])
    assert letter.subject.startswith("Os seus dados em ")
    assert ADDRESS not in letter.text + letter.html + letter.subject
    assert is_forgotten(ada)
    assert list(mailer._folder.iterdir()) == []


def test_an_address_that_nobody_proved_gets_no_letter(mailer, ada):
    Customer.objects.filter(pk=ada.pk).update(email_verified_at=None)

    forget(asked(ada).pk, now=NOW)

    assert mailer.left == []
    assert is_forgotten(ada)


def test_a_guest_is_told_too_and_once(mailer, a_guest):
    guest = Customer.objects.get(pk=a_guest(ADDRESS).id)
    request = asked(guest)

    forget(request.pk, now=NOW)
    PrivacyRequest.objects.filter(pk=request.pk).update(again_at=NOW)
    forget(request.pk, now=NOW)

    assert [letter.to for letter in mailer.left] == [ADDRESS]


def test_a_mail_server_that_does_not_answer_holds_it_up_for_three_days_at_most(mailer, ada):
    request = asked(ada)
    mailer.fault = MailerUnavailable("not now")

    for late in (timedelta(), PATIENCE - timedelta(seconds=1)):
        with pytest.raises(MailerUnavailable):
            forget(request.pk, now=NOW + late)
        assert not is_forgotten(ada)

    forget(request.pk, now=NOW + PATIENCE)
    assert is_forgotten(ada)


def test_a_mail_server_that_answers_again_sends_it(mailer, ada):
    request = asked(ada)
    mailer.fault = MailerUnavailable("not now")
    with pytest.raises(MailerUnavailable):
        forget(request.pk, now=NOW)
    mailer.fault = None

    forget(request.pk, now=NOW + timedelta(hours=1))

    assert [letter.to for letter in mailer.left] == [ADDRESS]
    assert is_forgotten(ada)


def test_a_letter_that_is_refused_for_good_holds_nothing_up(mailer, ada):
    mailer.fault = LetterRefused("no such box")

    forget(asked(ada).pk, now=NOW)

    assert is_forgotten(ada)


def test_what_dies_before_the_first_step_sends_the_same_letter_again(mailer, ada, monkeypatch):
    request = asked(ada)

    def dying(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(forget_person, "_note", dying)
    with pytest.raises(KeyboardInterrupt):
        forget(request.pk, now=NOW)
    monkeypatch.undo()
    forget(request.pk, now=NOW)

    assert [letter.key for letter in mailer.left] == [f"forgotten-{request.pk}"] * 2
    assert is_forgotten(ada)
