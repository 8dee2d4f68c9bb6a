"""A chain of the Ethereum family with a token on it: a real EVM inside of this process."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import vyper
from eth_account import Account
from eth_account.signers.local import LocalAccount
from eth_tester import EthereumTester
from web3 import EthereumTesterProvider, Web3

from serai.payments.domain.x402 import Terms, TokenDomain

BUYER = Account.from_key("0x" + "31" * 32)
MERCHANT = Account.from_key("0x" + "32" * 32).address
DOMAIN = TokenDomain("Test Dollar", "1")


@cache
def compiled() -> dict[str, Any]:
    """Return the token's interface and code."""
    source = (Path(__file__).parent / "dollar.vy").read_text(encoding="utf-8")
    return dict(vyper.compile_code(source, output_formats=["abi", "bytecode"]))


@dataclass
class Dollars:
    """A token on a chain of its own."""

    web3: Web3
    token: Any

    @classmethod
    def minted(cls, cents: int, owner: LocalAccount = BUYER) -> "Dollars":
        """Return a token of which the owner has so many cents."""
        web3 = Web3(EthereumTesterProvider(EthereumTester()))
        web3.eth.default_account = web3.eth.accounts[0]
        made = compiled()
        factory: Any = web3.eth.contract(abi=made["abi"], bytecode=made["bytecode"])
        receipt = web3.eth.wait_for_transaction_receipt(factory.constructor().transact())
        token = web3.eth.contract(address=receipt["contractAddress"], abi=made["abi"])
        token.functions.mint(owner.address, cents * 10_000).transact()
        return cls(web3, token)

    @property
    def terms(self) -> Terms:
        """Return how a merchant is paid in it."""
        network = f"eip155:{self.web3.eth.chain_id}"
        return Terms(network, self.token.address, MERCHANT, "USD", 6, DOMAIN)

    def cents_of(self, address: str) -> int:
        """Return what an address has."""
        return int(self.token.functions.balanceOf(address).call()) // 10_000
