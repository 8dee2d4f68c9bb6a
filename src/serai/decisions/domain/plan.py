"""What is in force for a slot in a channel: prepared once, asked at each decision."""

from bisect import bisect_right
from dataclasses import dataclass, field

from serai.decisions.domain.mode import Mode
from serai.decisions.domain.policies.fixed import AsItComes
from serai.decisions.domain.policies.kind import Ranker
from serai.decisions.domain.slot import Slot
from serai.decisions.domain.subject import bucket_of, share_of


@dataclass(frozen=True, slots=True)
class RunningPolicy:
    """
    A version of a policy with what it has learnt.

    `policy_id` 0 is the order as it came; `learnt_version` counts how often it has learnt.
    """

    policy_id: int = 0
    code: str = "as-it-comes"
    version: int = 0
    kind: str = "fixed"
    learnt_version: int = 0
    ranker: Ranker = field(default_factory=AsItComes)


AS_IT_COMES = RunningPolicy()


@dataclass(frozen=True, slots=True)
class RunningArm:
    """One arm of an experiment."""

    arm_id: int
    code: str
    policy: RunningPolicy


@dataclass(frozen=True, slots=True)
class RunningExperiment:
    """
    An experiment that subjects can be in.

    Attributes:
        code: its name in the rows.
        layer: experiments of one layer share no subject; its salt.
        first, stop: the buckets of the layer that are in it: first <= bucket < stop.
        salt: decides who gets which arm.
        arms: at least two.
        until: (n,) running shares of the arms; the last is 1.
    """

    code: str
    layer: str
    first: int
    stop: int
    salt: str
    arms: tuple[RunningArm, ...]
    until: tuple[float, ...]

    def arm_of(self, subject: int) -> RunningArm | None:
        """Return the arm of a subject, `None` for one that is not in the experiment."""
        if not self.first <= bucket_of(subject, f"layer {self.layer}") < self.stop:
            return None
        place = bisect_right(self.until, share_of(subject, self.salt))
        return self.arms[min(place, len(self.arms) - 1)]


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a subject gets: a policy to show, perhaps one to run beside, and why."""

    policy: RunningPolicy
    shadow: RunningPolicy | None = None
    holdout: bool = False
    experiment: str = ""
    arm: RunningArm | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A slot in a channel, as it stands."""

    setting_id: int
    slot: Slot
    channel_code: str
    mode: Mode
    holdout: float
    salt: str
    policy: RunningPolicy
    experiments: tuple[RunningExperiment, ...] = ()

    def assignment(self, subject: int) -> Assignment:
        """
        Return what a subject gets: the same for as long as nothing is changed.

        In shadow mode everybody is shown what they would be anyway. When the slot is on, the holdout comes
        first: its subjects are in no experiment. Of several experiments on a slot a subject is in one.
        """
        if self.mode is Mode.SHADOW:
            return Assignment(AS_IT_COMES, shadow=self.policy)
        if share_of(subject, self.salt) < self.holdout:
            return Assignment(AS_IT_COMES, holdout=True)
        for experiment in self.experiments:
            arm = experiment.arm_of(subject)
            if arm is not None:
                return Assignment(arm.policy, experiment=experiment.code, arm=arm)
        return Assignment(self.policy)


def running_shares(weights: list[int]) -> tuple[float, ...]:
    """
    Return where each arm's part of [0, 1) ends.

    Example:
        >>> running_shares([1, 1, 2])
        (0.25, 0.5, 1.0)
    """
    whole, so_far = sum(weights), 0
    ends = []
    for weight in weights:
        so_far += weight
        ends.append(so_far / whole)
    return tuple(ends)
