"""Calls go to the checked address, and end in time."""

import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from time import sleep

import pytest
from free_ports import free_ports
from outbound.receivers import receiving

from serai.plumbing.db import unit_of_work
from serai.plumbing.outbound import AddressRefused, CallFailed, Guard, call

HERE = Guard.of("127.0.0.0/8")


def test_an_answer_is_returned_with_its_status():
    with receiving(status=418, body=b"short and stout", headers={"X-Kind": "teapot"}) as pot:
        answer = call(HERE, "POST", pot.url, body=b"water", headers={"X-Who": "ann"})

    assert (answer.status, answer.body, answer.cut) == (418, b"short and stout", False)
    assert answer.headers["x-kind"] == "teapot"
    assert pot.messages[0].body == b"water"
    assert pot.messages[0].headers["x-who"] == "ann"


def test_the_connection_goes_to_the_address_that_was_checked():
    asked = []

    def turncoat(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    with receiving() as receiver:
        port = receiver.url.rpartition(":")[2].partition("/")[0]
        call(Guard(HERE.allowed, turncoat), "POST", f"http://shop.example:{port}/hook")

    assert asked == ["shop.example"]
    assert receiver.messages[0].headers["host"] == f"shop.example:{port}"


def test_a_name_that_leads_inside_is_not_called():
    with receiving() as receiver, pytest.raises(AddressRefused):
        call(Guard(), "POST", receiver.url.replace("127.0.0.1", "localhost"))

    assert receiver.messages == []


def test_a_redirect_is_an_answer_and_is_not_followed():
    with (
        receiving() as inside,
        receiving(status=302, headers={"Location": inside.url}) as outside,
    ):
        answer = call(HERE, "POST", outside.url)

    assert answer.status == 302
    assert inside.messages == []


def test_a_long_answer_is_cut():
    with receiving(status=200, body=b"x" * 100_000) as receiver:
        answer = call(HERE, "POST", receiver.url, most_bytes=1000)

    assert (len(answer.body), answer.cut) == (1000, True)


def test_whoever_does_not_answer_is_left():
    with receiving(wait=30) as receiver, pytest.raises(CallFailed) as failure:
        call(HERE, "POST", receiver.url, seconds=0.3)

    assert failure.value.reason == "timeout"


def test_whoever_answers_byte_by_byte_is_left_too():
    with dripping() as url, pytest.raises(CallFailed) as failure:
        call(HERE, "GET", url, seconds=0.5)

    assert failure.value.reason == "timeout"


def test_a_closed_port_is_told_apart():
    with pytest.raises(CallFailed) as failure:
        call(HERE, "POST", f"http://127.0.0.1:{free_ports()}/")

    assert failure.value.reason == "connect"


def test_a_certificate_of_nobody_we_trust_is_refused(a_folder):
    with tls_server(a_folder) as port, pytest.raises(CallFailed) as failure:
        call(HERE, "POST", f"https://127.0.0.1:{port}/")

    assert failure.value.reason == "tls"


def test_a_host_without_an_address_is_told_apart():
    def nowhere(host: str, port: int) -> list[str]:
        raise socket.gaierror("Name or service not known")

    with pytest.raises(CallFailed) as failure:
        call(Guard((), nowhere), "POST", "https://nowhere.example/")

    assert failure.value.reason == "name"


@pytest.mark.django_db
def test_nobody_calls_inside_a_transaction():
    with unit_of_work(), pytest.raises(RuntimeError):
        call(HERE, "POST", "http://127.0.0.1:1/")


@contextmanager
def dripping() -> Iterator[str]:
    """Run a server that sends one byte of a header now and then."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            caller, _ = server.accept()
            with caller:
                caller.settimeout(5)
                try:
                    caller.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
                    while True:
                        caller.sendall(b"x")
                        sleep(0.05)
                except OSError:
                    pass

        Thread(target=drip, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"


@contextmanager
def tls_server(folder) -> Iterator[int]:
    """Run a server with a certificate that it signed itself."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
         "-keyout", folder / "key.pem", "-out", folder / "cert.pem", "-days", "1", "-subj", "/CN=x"],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            try:
                caller, _ = server.accept()
                with context.wrap_socket(caller, server_side=True):
                    pass
            except OSError:
                pass

        Thread(target=serve, daemon=True).start()
        yield server.getsockname()[1]
