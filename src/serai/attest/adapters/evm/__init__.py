"""An anchor in a contract on a chain of the Ethereum family; needs the extra `evm` (web3)."""

from serai.attest.adapters.evm.evm_anchor import EvmAnchor, Web3Missing, compiled, connect

__all__ = ["EvmAnchor", "Web3Missing", "compiled", "connect"]
