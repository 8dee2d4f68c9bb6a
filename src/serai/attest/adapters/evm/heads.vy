# pragma version ~=0.4.3
"""
Heads of a log, kept by a chain: one root for each size, written by one account, never changed.
"""

event Kept:
    size: indexed(uint256)
    root: bytes32

keeper: public(immutable(address))
longest: public(uint256)
roots: public(HashMap[uint256, bytes32])


@deploy
def __init__():
    keeper = msg.sender


@external
def keep(size: uint256, root: bytes32):
    """
    Keep the root of a log of `size` leaves. Logs only grow: a size is never kept twice, nor a smaller one.
    """
    assert msg.sender == keeper, "not the keeper"
    assert size > self.longest, "the log does not grow"
    assert root != empty(bytes32), "no root"
    self.longest = size
    self.roots[size] = root
    log Kept(size=size, root=root)
