"""What every anchor keeps to; the chain is a real EVM inside of this process."""

from collections.abc import Callable
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import pytest
import vyper
from eth_account import Account
from eth_tester import EthereumTester
from web3 import EthereumTesterProvider, HTTPProvider, Web3

from serai.attest.adapters.evm import EvmAnchor, Web3Missing, compiled, connect
from serai.attest.adapters.file import FileAnchor
from serai.attest.ports import Anchor, AnchorUnavailable

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
A, B = sha256(b"a").digest(), sha256(b"b").digest()
KEEPER = Account.from_key("0x" + "11" * 32)
STRANGER = Account.from_key("0x" + "22" * 32)


def a_chain() -> Web3:
    """Return a chain on which both accounts have funds."""
    web3 = Web3(EthereumTesterProvider(EthereumTester()))
    for account in (KEEPER, STRANGER):
        web3.eth.send_transaction(
            {"from": web3.eth.accounts[0], "to": account.address, "value": 10**18}
        )
    return web3


def in_a_file(folder: Path) -> tuple[Anchor, Callable[[], Anchor]]:
    return FileAnchor(folder / "heads"), lambda: FileAnchor(folder / "heads")


def on_a_chain(folder: Path) -> tuple[Anchor, Callable[[], Anchor]]:
    web3 = a_chain()
    anchor = EvmAnchor(web3, EvmAnchor.deploy(web3, KEEPER), KEEPER)
    return anchor, lambda: EvmAnchor(web3, anchor.name.removeprefix("evm:"), KEEPER)


@pytest.fixture(params=[in_a_file, on_a_chain], ids=["file", "evm"])
def both(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Anchor, Callable[[], Anchor]]:
    """Return an anchor, and a function that opens it once more."""
    return request.param(tmp_path)


def test_an_empty_anchor_keeps_nothing(both):
    anchor, _ = both

    assert anchor.published(1) is None
    assert anchor.longest() == 0


def test_what_was_published_is_kept(both):
    anchor, again = both

    reference = anchor.publish(5, A)

    assert reference
    assert anchor.published(5) == again().published(5) == A
    assert anchor.published(4) is None
    assert again().longest() == 5
    assert anchor.name == again().name


def test_publishing_again_changes_nothing(both):
    anchor, again = both
    anchor.publish(5, A)

    assert again().publish(5, A)
    assert anchor.longest() == 5


def test_logs_grow(both):
    anchor, _ = both
    anchor.publish(5, A)
    anchor.publish(9, B)

    assert (anchor.published(5), anchor.published(9), anchor.longest()) == (A, B, 9)


@pytest.mark.parametrize(("size", "root"), [(5, B), (4, A)], ids=["another root", "a shorter log"])
def test_another_root_or_a_shorter_log_is_refused(both, size: int, root: bytes):
    anchor, _ = both
    anchor.publish(5, A)

    with pytest.raises(AnchorUnavailable):
        anchor.publish(size, root)

    assert (anchor.published(5), anchor.published(4), anchor.longest()) == (A, None, 5)


def test_only_the_keeper_writes_on_the_chain():
    web3 = a_chain()
    address = EvmAnchor.deploy(web3, KEEPER)

    with pytest.raises(AnchorUnavailable, match="not the keeper"):
        EvmAnchor(web3, address, STRANGER).publish(1, A)


def test_a_chain_that_is_not_there_is_told():
    nowhere = Web3(HTTPProvider("http://127.0.0.1:9", request_kwargs={"timeout": 1}))
    anchor = EvmAnchor(nowhere, "0x" + "33" * 20, KEEPER)

    with pytest.raises(AnchorUnavailable):
        anchor.publish(1, A)
    with pytest.raises(AnchorUnavailable):
        anchor.longest()


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path):
    (tmp_path / "heads").mkdir()

    with pytest.raises(AnchorUnavailable):
        FileAnchor(tmp_path / "heads").publish(1, A)


def test_the_code_on_the_chain_is_what_the_compiler_makes_of_the_source():
    source = files("serai.attest.adapters.evm").joinpath("heads.vy").read_text()

    made = vyper.compile_code(source, output_formats=["abi", "bytecode"])

    assert compiled()["abi"] == made["abi"]
    assert compiled()["compiler"] == f"vyper {vyper.__version__}"
    assert compiled()["bytecode"] == made["bytecode"]


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("serai.attest.adapters.evm.evm_anchor.find_spec", lambda name: None)

    with pytest.raises(Web3Missing, match=r"serai\[evm\]"):
        connect("http://127.0.0.1:9", "0x" + "11" * 32)
