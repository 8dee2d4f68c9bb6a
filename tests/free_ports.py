"""Ports for servers that tests start, below those that the system gives to outgoing connections."""

import random
import socket


def free_ports(count: int = 1) -> int:
    """Return the first of `count` ports in a row that nobody uses."""
    chance = random.SystemRandom()
    while True:
        first = chance.randrange(10_000, 32_000)
        if all(_free(first + i) for i in range(count)):
            return first


def _free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
