"""Heads in a contract on a chain of the Ethereum family."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from serai.attest.ports import AnchorUnavailable

if TYPE_CHECKING:
    from eth_account.signers.local import LocalAccount
    from web3 import Web3

_SECONDS = 300


class Web3Missing(RuntimeError):
    """The optional library is not installed."""

    def __init__(self) -> None:
        super().__init__("Anchoring on an EVM chain needs web3; install serai[evm].")


class EvmAnchor:
    """A contract that keeps one root for each size of the log, and takes heads from one account only."""

    def __init__(self, web3: "Web3", contract: str, account: "LocalAccount") -> None:
        """
        Use a contract.

        Args:
            web3: a connection to the chain.
            contract: the address of a contract that `deploy` made.
            account: the keeper, whose funds pay for the transactions.
        """
        self._web3, self._account = _signing(web3, account), account
        address = web3.to_checksum_address(contract)
        self._contract: Any = self._web3.eth.contract(address=address, abi=compiled()["abi"])
        self._address = address

    @classmethod
    def connected(cls, url: str, contract: str, private_key: str) -> "EvmAnchor":
        """
        Use a contract through a node's HTTP address.

        Raises:
            Web3Missing: the library is not installed.
        """
        web3, account = connect(url, private_key)
        return cls(web3, contract, account)

    @staticmethod
    def deploy(web3: "Web3", account: "LocalAccount") -> str:
        """
        Put a new contract on the chain, whose keeper is the account; return its address.

        Raises:
            AnchorUnavailable: the chain cannot be reached, or refuses.
        """
        with _refusals("evm"):
            signing = _signing(web3, account)
            factory: Any = signing.eth.contract(
                abi=compiled()["abi"], bytecode=compiled()["bytecode"]
            )
            sent = factory.constructor().transact({"from": account.address})
            receipt = signing.eth.wait_for_transaction_receipt(sent, timeout=_SECONDS)
        return str(receipt["contractAddress"])

    @property
    def name(self) -> str:
        """Return the contract's address."""
        return f"evm:{self._address}"

    def publish(self, size: int, root: bytes) -> str:
        """
        Have the contract keep the root, unless it does; return the transaction's hash once it is in a block.

        Raises:
            AnchorUnavailable: the chain cannot be reached, or the contract refuses.
        """
        known = self.published(size)
        if known == root:
            return f"{self.name}/{size}"
        if known is not None:
            raise AnchorUnavailable(self.name, f"it keeps another root for {size} leaves.")
        with _refusals(self.name):
            sent = self._contract.functions.keep(size, root).transact(
                {"from": self._account.address}
            )
            receipt = self._web3.eth.wait_for_transaction_receipt(sent, timeout=_SECONDS)
        if receipt["status"] != 1:
            raise AnchorUnavailable(self.name, "the transaction was undone.")
        return str(sent.to_0x_hex())

    def published(self, size: int) -> bytes | None:
        """
        Return the root that the contract keeps.

        Raises:
            AnchorUnavailable: the chain cannot be reached.
        """
        with _refusals(self.name):
            root = bytes(self._contract.functions.roots(size).call())
        return root if any(root) else None

    def longest(self) -> int:
        """
        Return the greatest size that the contract keeps.

        Raises:
            AnchorUnavailable: the chain cannot be reached.
        """
        with _refusals(self.name):
            return int(self._contract.functions.longest().call())


def compiled() -> dict[str, Any]:
    """Return the contract's interface and code, as the compiler named in it made them of `heads.vy`."""
    text = files(__package__).joinpath("heads.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def connect(url: str, private_key: str) -> "tuple[Web3, LocalAccount]":
    """
    Return a connection to a node and the account that signs.

    Raises:
        Web3Missing: the library is not installed.
    """
    if find_spec("web3") is None:
        raise Web3Missing
    with _same_recursion_limit():
        from web3 import Account, HTTPProvider, Web3  # noqa: PLC0415 -- an optional library

    return Web3(HTTPProvider(url)), Account.from_key(private_key)


@contextmanager
def _same_recursion_limit() -> Iterator[None]:
    """Undo what the library's cryptography does to its process, where nested JSON could then end it."""
    limit = sys.getrecursionlimit()
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)


def _signing(web3: "Web3", account: "LocalAccount") -> "Web3":
    """Let the account sign here; the node never sees its key."""
    from web3.middleware import SignAndSendRawMiddlewareBuilder  # noqa: PLC0415

    name, onion = f"signing as {account.address}", web3.middleware_onion
    if name not in onion:
        onion.inject(SignAndSendRawMiddlewareBuilder.build(account), name=name, layer=0)
    return web3


@contextmanager
def _refusals(name: str) -> Iterator[None]:
    """Turn whatever the library raises into a refusal; there is no end of kinds."""
    try:
        yield
    except Exception as error:
        raise AnchorUnavailable(name, f"{type(error).__name__}: {error}"[:500]) from error
