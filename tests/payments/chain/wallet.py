"""What a shopper's wallet does: sign a transfer."""

from secrets import token_hex
from typing import Any

from eth_account.messages import encode_typed_data
from eth_account.signers.local import LocalAccount
from payments.chain.ledger_of_dollars import BUYER

from serai.payments.domain.x402 import (
    VERSION,
    Authorization,
    ExactPayload,
    PaymentPayload,
    Requirements,
)


def signed(
    required: Requirements,
    *,
    wallet: LocalAccount = BUYER,
    nonce: str = "",
    valid_before: int = 2**40,
    **changes: Any,
) -> PaymentPayload:
    """Return a payload that pays what is required; `changes` are made to the transfer before it is signed."""
    allowed = {
        "from_": wallet.address,
        "to": required.pay_to,
        "value": required.amount,
        "valid_after": "0",
        "valid_before": str(valid_before),
        "nonce": nonce or f"0x{token_hex(32)}",
        **changes,
    }
    authorization = Authorization(**allowed)
    signature = wallet.sign_message(typed(required, authorization)).signature.hex()
    return PaymentPayload(VERSION, required, ExactPayload(f"0x{signature}", authorization))


def typed(required: Requirements, allowed: Authorization) -> Any:
    """Return what is signed (EIP-712)."""
    names = ("from", "to", "value", "validAfter", "validBefore", "nonce")
    types = ("address", "address", "uint256", "uint256", "uint256", "bytes32")
    message = {
        "from": allowed.from_,
        "to": allowed.to,
        "value": int(allowed.value),
        "validAfter": int(allowed.valid_after),
        "validBefore": int(allowed.valid_before),
        "nonce": bytes.fromhex(allowed.nonce.removeprefix("0x")),
    }
    domain = {
        "name": required.extra.name,
        "version": required.extra.version,
        "chainId": int(required.network.partition(":")[2]),
        "verifyingContract": required.asset,
    }
    fields = [{"name": n, "type": t} for n, t in zip(names, types, strict=True)]
    return encode_typed_data(domain, {"TransferWithAuthorization": fields}, message)
