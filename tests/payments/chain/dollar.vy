# pragma version ~=0.4.3
"""
A dollar for tests: balances, and transfers that their owner has signed (EIP-3009, EIP-712).
"""

event Transfer:
    sender: indexed(address)
    receiver: indexed(address)
    value: uint256

event AuthorizationUsed:
    authorizer: indexed(address)
    nonce: indexed(bytes32)

NAME: constant(String[16]) = "Test Dollar"
VERSION: constant(String[8]) = "1"
DOMAIN_TYPE: constant(bytes32) = keccak256(
    "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
)
TRANSFER_TYPE: constant(bytes32) = keccak256(
    "TransferWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
)

decimals: public(constant(uint8)) = 6
balanceOf: public(HashMap[address, uint256])
authorizationState: public(HashMap[address, HashMap[bytes32, bool]])
domain: immutable(bytes32)


@deploy
def __init__():
    domain = keccak256(
        abi_encode(DOMAIN_TYPE, keccak256(NAME), keccak256(VERSION), chain.id, self)
    )


@external
def mint(receiver: address, amount: uint256):
    self.balanceOf[receiver] += amount


@external
def transferWithAuthorization(
    sender: address,
    receiver: address,
    amount: uint256,
    valid_after: uint256,
    valid_before: uint256,
    nonce: bytes32,
    v: uint8,
    r: bytes32,
    s: bytes32,
):
    assert block.timestamp > valid_after, "not yet valid"
    assert block.timestamp < valid_before, "no longer valid"
    assert not self.authorizationState[sender][nonce], "used"
    digest: bytes32 = keccak256(
        concat(
            b"\x19\x01",
            domain,
            keccak256(
                abi_encode(TRANSFER_TYPE, sender, receiver, amount, valid_after, valid_before, nonce)
            ),
        )
    )
    assert ecrecover(digest, v, r, s) == sender, "not signed by the sender"
    self.authorizationState[sender][nonce] = True
    self.balanceOf[sender] -= amount
    self.balanceOf[receiver] += amount
    log AuthorizationUsed(authorizer=sender, nonce=nonce)
    log Transfer(sender=sender, receiver=receiver, value=amount)
