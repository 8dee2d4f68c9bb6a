"""An anchor in a contract on a chain of the Ethereum family; needs the extra `evm` (web3)."""

from serai.attest.adapters.evm.evm_anchor import EvmAnchor

__all__ = ["EvmAnchor"]
