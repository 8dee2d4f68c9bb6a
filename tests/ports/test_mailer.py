"""What every mailer keeps to, and what each of them adds."""

import stat
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from factories.smtp_server import SmtpServer
from free_ports import free_ports

from serai.plumbing.mail import (
    FileMailer,
    Letter,
    LetterRefused,
    Mailer,
    MailerUnavailable,
    SmtpMailer,
)

SENDER = "Kaffeehaus Süd <shop@example.org>"


@dataclass
class Post:
    """A mailer, a way to read what arrived, and a mailer of the same kind that reaches nobody."""

    mailer: Mailer
    arrived: Callable[[], list[EmailMessage]]
    unreachable: Mailer


@pytest.fixture(params=["file", "smtp"])
def post(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Post]:
    if request.param == "file":
        folder = tmp_path / "var" / "mail"
        (tmp_path / "no folder").touch()
        yield Post(
            FileMailer(folder, sender=SENDER),
            lambda: [_read(path.read_bytes()) for path in sorted(folder.glob("*.eml"))],
            FileMailer(tmp_path / "no folder"),
        )
        return
    with SmtpServer() as server:
        yield Post(
            SmtpMailer("smtp", "127.0.0.1", server.port, SENDER),
            lambda: [_read(content) for content in server.behaviour.got],
            SmtpMailer("smtp", "127.0.0.1", free_ports(), SENDER),
        )


def test_a_letter_to_somebody_who_was_forgotten_is_not_sent(post: Post) -> None:
    post.mailer.send(Letter("", "Your parcel", "It is on its way."))

    assert post.arrived() == []


def test_letters_that_are_kept_are_forgotten_by_their_address(post: Post) -> None:
    for name in ("ann", "bob"):
        post.mailer.send(Letter(f"{name}@example.org", "Hello", "You."))

    kept_here = isinstance(post.mailer, FileMailer)
    assert post.mailer.forget("Ann@example.org") == int(kept_here)
    assert len(post.arrived()) == 2 - int(kept_here)


@pytest.fixture
def server() -> Iterator[SmtpServer]:
    with SmtpServer() as running:
        yield running


def a_letter(**said: str) -> Letter:
    return Letter(**{"to": "ada@example.org", "subject": "Hello", "text": "Hello Ada\n", **said})


def test_a_letter_arrives_as_it_was_written(post: Post):
    post.mailer.send(
        a_letter(
            subject="123456 ist Ihr Code, schön 🎉",
            text="Grüße aus Köln\n\n    123456\n",
            html="<p>Grüße aus Köln</p>",
            locale="de",
        )
    )

    [arrived] = post.arrived()
    assert arrived["To"] == "ada@example.org"
    assert arrived["From"] == SENDER
    assert arrived["Subject"] == "123456 ist Ihr Code, schön 🎉"
    assert arrived["Content-Language"] == "de"
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert arrived["Date"].datetime.tzinfo is not None
    assert _text(arrived, "plain") == "Grüße aus Köln\n\n    123456\n"
    assert _text(arrived, "html") == "<p>Grüße aus Köln</p>"


@pytest.mark.parametrize("word", ["order", "Bestellung für Köln", "הזמנה", "заказ 🎉"])
def test_long_subjects_are_folded_and_read_back(post: Post, word: str):
    subject = " ".join([word] * 20)

    post.mailer.send(a_letter(subject=subject))

    [arrived] = post.arrived()
    assert arrived["Subject"] == subject
    head = arrived.as_bytes().partition(b"\n\n")[0]
    assert max(map(len, head.splitlines())) <= 78
    assert head.isascii()


def test_no_line_of_a_letter_is_longer_than_mail_servers_take(post: Post):
    post.mailer.send(a_letter(text="long " * 900, html="<p>" + "long " * 900 + "</p>"))

    [arrived] = post.arrived()
    assert max(map(len, arrived.as_bytes().splitlines())) <= 78


def test_a_letter_without_html_is_plain_text(post: Post):
    post.mailer.send(a_letter())

    [arrived] = post.arrived()
    assert arrived.get_content_type() == "text/plain"


def test_lines_that_begin_with_a_dot_and_very_long_lines_survive(post: Post):
    text = ".hidden\n.\n..\n" + "long " * 500 + "\nend\n"

    post.mailer.send(a_letter(text=text))

    [arrived] = post.arrived()
    assert _text(arrived, "plain") == text


def test_two_letters_are_two_messages(post: Post):
    post.mailer.send(a_letter(subject="first"))
    post.mailer.send(a_letter(subject="second"))

    arrived = post.arrived()
    assert [message["Subject"] for message in arrived] == ["first", "second"]
    assert len({message["Message-ID"] for message in arrived}) == 2


def test_a_letter_sent_again_is_recognised_by_its_key(post: Post):
    for _ in range(2):
        post.mailer.send(a_letter(key="order-1.paid"))

    assert {message["Message-ID"] for message in post.arrived()} == {"<order-1.paid@example.org>"}


def test_letters_sent_at_once_all_arrive_whole(post: Post):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: post.mailer.send(a_letter(text=f"number {n}\n" * 200)), range(24)))

    texts = sorted(_text(message, "plain") for message in post.arrived())
    assert texts == sorted(f"number {n}\n" * 200 for n in range(24))


def test_a_mailer_that_reaches_nobody_says_so_without_naming_anybody(post: Post):
    with pytest.raises(MailerUnavailable) as failure:
        post.unreachable.send(a_letter())

    assert "ada" not in str(failure.value)
    assert post.arrived() == []


@pytest.mark.parametrize(
    "said",
    [
        {"to": "ada@example.org\r\nBcc: all@example.org"},
        {"subject": "Hello\nX-Evil: 1"},
        {"locale": "en\r\n"},
        {"key": "../../passwords"},
        {"key": "a b"},
    ],
)
def test_a_letter_cannot_smuggle_headers_or_paths(said: dict[str, str]):
    with pytest.raises(ValueError, match="letter"):
        a_letter(**said)


def test_a_letter_names_nobody_in_logs():
    assert repr(a_letter(key="k-1")) == "Letter(key='k-1')"


def test_files_of_letters_are_for_their_owner_only(tmp_path: Path):
    FileMailer(tmp_path / "mail").send(a_letter())

    [path] = (tmp_path / "mail").iterdir()
    assert path.suffix == ".eml"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("reply", "verdict"),
    [
        ({"recipient": "550 no such box"}, LetterRefused),
        ({"recipient": "451 greylisted"}, MailerUnavailable),
        ({"data": "554 spam"}, LetterRefused),
        ({"data": "452 full"}, MailerUnavailable),
        ({"recipient": ""}, MailerUnavailable),
    ],
)
def test_a_server_refuses_for_good_or_for_now(
    server: SmtpServer, reply: dict[str, str], verdict: type[Exception]
):
    vars(server.behaviour).update(reply)

    with pytest.raises(verdict) as failure:
        SmtpMailer("smtp", "127.0.0.1", server.port, SENDER).send(a_letter())

    assert "ada" not in str(failure.value)
    assert server.behaviour.got == []


def test_a_letter_that_was_taken_is_sent_whatever_the_server_says_at_parting(server: SmtpServer):
    server.behaviour.goodbye = "421 rude"

    SmtpMailer("smtp", "127.0.0.1", server.port, SENDER).send(a_letter())

    assert server.behaviour.recipients == ["ada@example.org"]


def test_a_server_with_accounts_is_logged_in_to(server: SmtpServer):
    server.behaviour.account = ("shop", "p@ss/word")
    url = f"smtp://shop:p%40ss%2Fword@127.0.0.1:{server.port}"

    SmtpMailer.of_url(url, sender=SENDER).send(a_letter())

    assert len(server.behaviour.got) == 1


def test_a_wrong_mail_password_is_a_fault_of_ours_not_of_the_letter(server: SmtpServer):
    server.behaviour.account = ("shop", "right")

    with pytest.raises(MailerUnavailable):
        SmtpMailer.of_url(f"smtp://shop:wrong@127.0.0.1:{server.port}", sender=SENDER).send(
            a_letter()
        )

    assert server.behaviour.got == []


def test_a_letter_is_not_sent_in_the_open_when_encryption_was_asked_for(server: SmtpServer):
    with pytest.raises(MailerUnavailable):
        SmtpMailer("smtp+starttls", "127.0.0.1", server.port, SENDER).send(a_letter())

    assert server.behaviour.got == []


@pytest.mark.parametrize(
    ("url", "port"),
    [
        ("smtp://mail.example", 25),
        ("smtp+starttls://mail.example", 587),
        ("smtps://mail.example", 465),
        ("smtps://mail.example:2465", 2465),
    ],
)
def test_an_address_of_a_server_has_its_usual_port(url: str, port: int):
    mailer = SmtpMailer.of_url(url, sender=SENDER)

    assert (mailer.host, mailer.port) == ("mail.example", port)


@pytest.mark.parametrize("url", ["mail.example", "http://mail.example", "smtp://"])
def test_an_unfit_address_of_a_server_is_refused(url: str):
    with pytest.raises(ValueError, match="smtp://"):
        SmtpMailer.of_url(url, sender=SENDER)


def test_a_mail_password_is_not_shown():
    mailer = SmtpMailer.of_url("smtps://shop:secret@mail.example", sender=SENDER)

    assert repr(mailer) == "SmtpMailer(smtps://mail.example:465)"


def _read(content: bytes) -> EmailMessage:
    return message_from_bytes(content, policy=policy.default)


def _text(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")
