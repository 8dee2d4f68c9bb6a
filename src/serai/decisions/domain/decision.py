"""What was decided: an order, and for each item why it stands there and a token that brings outcomes back."""

import msgspec

from serai.decisions.domain.candidates import Item
from serai.decisions.domain.mode import Mode


class Explanation(msgspec.Struct, frozen=True):
    """
    Why it was decided so.

    Attributes:
        slot: where.
        channel_code: in which channel.
        mode: off, shadow or on.
        policy: code of the policy whose order is shown.
        version: its version; 0 for the order as it came.
        learnt_version: how often it had learnt.
        shadow: code and version of the policy that decided beside, empty without.
        holdout: whether the subject is kept from what is on.
        experiment: the experiment's code, empty without.
        arm: the arm's code, empty without.
    """

    slot: str
    channel_code: str
    mode: Mode
    policy: str
    version: int
    learnt_version: int = 0
    shadow: str = ""
    holdout: bool = False
    experiment: str = ""
    arm: str = ""

    def sentence(self) -> str:
        """Return the same in words."""
        policy = f"{self.policy} v{self.version}" if self.version else "the order as it came"
        if self.learnt_version:
            policy += f" (learnt {self.learnt_version}×)"
        if self.mode is Mode.OFF:
            return f"{self.slot} is off in {self.channel_code}: {policy}."
        if self.shadow:
            place = f"{self.slot} is in shadow in {self.channel_code}"
            return f"{place}: {policy} is shown, {self.shadow} decides beside."
        if self.holdout:
            return f"Holdout of {self.slot} in {self.channel_code}: {policy}."
        if self.experiment:
            return f"Arm {self.arm} of {self.experiment}: {policy}."
        return f"{self.slot} is on in {self.channel_code}: {policy}."


class Decided(msgspec.Struct, frozen=True, gc=False):
    """
    One item that is to be shown.

    Attributes:
        item: what.
        place: where it stood among the candidates.
        position: where it stands now; 0 is first.
        propensity: the chance that it would have stood first.
        token: what an outcome carries back; empty when the slot is off.
    """

    item: Item
    place: int
    position: int
    propensity: float
    token: str


class Decision(msgspec.Struct, frozen=True):
    """Items in the order in which they are shown, and why."""

    items: tuple[Decided, ...]
    explain: Explanation
