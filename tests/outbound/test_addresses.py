"""Nothing inside our own network is called, whatever a stranger writes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.plumbing.outbound import AddressRefused, Guard

PUBLIC = "93.184.215.14"
INSIDE = [
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
    "169.254.169.254", "100.64.0.1", "168.63.129.16", "192.0.0.1", "192.0.2.1", "198.18.0.1", "203.0.113.7",
    "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.88.99.1",
    "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1",
    "::ffff:127.0.0.1", "::ffff:93.184.215.14", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1",
    "2002:7f00:1::", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "100::1",
]  # fmt: skip


def guard_of(*addresses: str, allowed: str = "") -> Guard:
    return Guard(Guard.of(allowed).allowed, lambda host, port: list(addresses))


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_is_refused(address: str):
    with pytest.raises(AddressRefused):
        guard_of(address).address_for("https://shop.example/hook")


@pytest.mark.parametrize("address", [PUBLIC, "2606:4700:4700::1111"])
def test_an_address_outside_is_returned(address: str):
    assert guard_of(address).address_for("https://shop.example/hook") == address


def test_one_bad_address_among_good_ones_is_enough():
    with pytest.raises(AddressRefused):
        guard_of(PUBLIC, "10.0.0.1").address_for("https://shop.example/")


@pytest.mark.parametrize(
    "url",
    [
        "ftp://shop.example/", "file:///etc/passwd", "//shop.example/", "shop.example", "https://", "",
        "https://ann:secret@shop.example/", "https://ann@shop.example/", "https://shop.example:0/",
        "https://shop.example:99999/", "https://shop.example/ x", "https://shop.example\\@10.0.0.1/",
        "https://shop.example/\n", "https://[::1", "https://shop.example/" + "x" * 1000,
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_refused_before_anybody_is_asked(url: str):
    def ask(host: str, port: int) -> list[str]:
        raise AssertionError("asked")

    with pytest.raises(AddressRefused):
        Guard((), ask).address_for(url)


def test_plain_http_stays_in_the_house():
    with pytest.raises(AddressRefused):
        guard_of(PUBLIC).address_for("http://shop.example/")


def test_development_may_allow_a_network():
    guard = guard_of("127.0.0.1", allowed="127.0.0.0/8, ::1/128")

    assert guard.address_for("http://localhost:8000/") == "127.0.0.1"
    with pytest.raises(AddressRefused):
        guard_of("10.0.0.1", allowed="127.0.0.0/8").address_for("https://inside.example/")


@pytest.mark.parametrize("url", ["https://2130706433/", "https://0x7f000001/", "https://127.1/"])
def test_numbers_that_mean_this_machine_are_refused(url: str):
    with pytest.raises((AddressRefused, OSError)):
        Guard().address_for(url)


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_in_disguise_is_never_called(address):
    for disguise in (f"::ffff:{address}", f"64:ff9b::{address}", f"::{address}"):
        assert Guard().refusal(disguise, secure=True)


@given(st.ip_addresses())
def test_only_global_addresses_are_called(address):
    if not Guard().refusal(str(address), secure=True):
        assert address.is_global
        assert not address.is_multicast
