"""Shapes of the requests and answers of decisions."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from serai.decisions.domain.mode import Mode
from serai.decisions.domain.token import LONGEST_TOKEN
from serai.plumbing.api import Input, Problem

REFUSALS = {400: Problem, 401: Problem, 403: Problem, 422: Problem, 429: Problem}
MOST_OUTCOMES = 100

Code = Annotated[str, Field(max_length=64, examples=["home-new-first"])]
PolicyCode = Annotated[
    str, Field(max_length=64, description="Empty: the order as it came.", examples=["thompson"])
]
PolicyVersion = Annotated[
    int | None,
    Field(strict=True, ge=1, lt=2**31, description="Left out: the newest of this moment."),
]


class OutcomeIn(Input):
    """What came of an item that was shown."""

    token: Annotated[
        str,
        Field(min_length=1, max_length=LONGEST_TOKEN, description="The item's `decision_token`."),
    ]
    kind: Annotated[
        Literal["click"],
        Field(description="Lines in carts and orders are told by the cart: give it the token."),
    ]


class OutcomesIn(Input):
    """What came of items that were shown."""

    outcomes: Annotated[list[OutcomeIn], Field(min_length=1, max_length=MOST_OUTCOMES)]


class OutcomesOut(Schema):
    """What was made of them."""

    recorded: Annotated[int, Field(description="How many are new.")]
    repeated: Annotated[int, Field(description="How many were known already.")]
    refused: Annotated[int, Field(description="How many had no token of ours, or one too old.")]


class SlotOut(Schema):
    """A slot in a channel."""

    slot: Annotated[str, Field(examples=["home.suggestions"])]
    name: str
    candidates: Annotated[str, Field(description="What can stand there.")]
    reward: Annotated[str, Field(description="What a policy is to bring about.")]
    channel_code: str
    mode: Annotated[str, Field(description="off, shadow or on.")]
    policy: PolicyCode
    policy_version: int
    holdout: Annotated[
        float, Field(description="Share of subjects that never get what is on.", examples=[0.05])
    ]
    version: Annotated[int, Field(description="Grows with each switch.")]
    updated_at: datetime | None


class SlotsOut(Schema):
    """Every slot in every channel."""

    items: list[SlotOut]


class SlotMetricOut(Schema):
    """Everybody outside the holdout beside it, by one metric; null where nothing is known."""

    metric: Annotated[str, Field(examples=["clicked"])]
    name: Annotated[str, Field(examples=["Shoppers who clicked"])]
    held_out_mean: Annotated[
        float, Field(description="Per subject of the holdout; sums of money in minor units.")
    ]
    mean: Annotated[float, Field(description="Per subject outside it.")]
    difference: float | None
    difference_low: float | None
    difference_high: float | None
    lift: Annotated[float | None, Field(description="Relative to the holdout's mean.")]
    low: float | None
    high: float | None
    verdict: Annotated[
        str,
        Field(description="better, worse, alike, not yet known or unsound.", examples=["better"]),
    ]
    sentence: Annotated[str, Field(examples=["between +0.4 % and +2.1 %: better, for certain."])]


class ShadowOut(Schema):
    """A policy in shadow beside what was shown."""

    decisions: int
    agreed: Annotated[int, Field(description="In how many both put the same first.")]
    taken: Annotated[int, Field(description="How often the slot's reward came.")]
    shown_first: Annotated[int, Field(description="How much of it stood first.")]
    policy_first: Annotated[int, Field(description="How much the policy would have put first.")]
    low: Annotated[float | None, Field(description="Of the difference of the two, as shares.")]
    high: float | None


class SlotReadingOut(Schema):
    """What is known of a slot in a channel since it was switched last."""

    setting: SlotOut
    tells: Annotated[
        list[str], Field(description="Kinds of outcomes that come back.", examples=[["click"]])
    ]
    subjects: Annotated[str, Field(description="Who or what is decided about.")]
    since: Annotated[datetime | None, Field(description="Null: it was never switched.")]
    read_at: datetime
    held_out: int
    shown: int
    crossed: Annotated[int, Field(description="Once held out and once not, and left out.")]
    sound: Annotated[
        bool, Field(description="False: the holdout has not its share; believe nothing else.")
    ]
    metrics: Annotated[
        list[SlotMetricOut],
        Field(description="The reward first; empty unless the slot is on with a holdout."),
    ]
    shadow: ShadowOut | None
    sentence: Annotated[
        str,
        Field(examples=["On for everybody since 3 May 2026: what it is worth cannot be known."]),
    ]


class SlotReadingsOut(Schema):
    """What is known of every slot in every channel."""

    items: list[SlotReadingOut]


class SlotIn(Input):
    """How a slot should stand; what is left out stays as it is."""

    mode: Mode | None = None
    policy: PolicyCode | None = None
    policy_version: PolicyVersion = None
    holdout: Annotated[float | None, Field(strict=True, ge=0, le=0.5)] = None
    version: Annotated[
        int | None,
        Field(
            strict=True, ge=0, lt=2**31, description="The one that was read; refused if it grew."
        ),
    ] = None


class PolicyIn(Input):
    """A version of a policy."""

    code: Annotated[str, Field(min_length=1, max_length=64, examples=["thompson"])]
    kind: Annotated[
        str,
        Field(
            max_length=32,
            description="fixed, score, rules, epsilon_greedy, thompson or linucb.",
            examples=["thompson"],
        ),
    ]
    parameters: Annotated[dict[str, Any], Field(examples=[{"rate": 0.02, "weight": 50}])] = {}
    note: Annotated[str, Field(max_length=200)] = ""


class PolicyOut(Schema):
    """A version of a policy."""

    code: str
    version: int
    kind: str
    parameters: dict[str, Any]
    note: str
    created_at: datetime


class PoliciesOut(Schema):
    """The newest version of every policy."""

    items: list[PolicyOut]


class ArmIn(Input):
    """One arm of an experiment."""

    code: Annotated[str, Field(min_length=1, max_length=32, examples=["control"])]
    weight: Annotated[int, Field(strict=True, ge=1, le=1000)] = 1
    policy: PolicyCode = ""
    policy_version: PolicyVersion = None


class ExperimentIn(Input):
    """An experiment to draft."""

    code: Annotated[str, Field(min_length=1, max_length=64, examples=["home-new-first"])]
    name: Annotated[str, Field(min_length=1, max_length=120, examples=["New products first"])]
    slot: Annotated[str, Field(max_length=64, examples=["home.suggestions"])]
    channel_code: Annotated[str, Field(max_length=64, examples=["web"])]
    arms: Annotated[
        list[ArmIn],
        Field(
            min_length=2, max_length=8, description="The first is what others are compared with."
        ),
    ]
    metric: Annotated[
        str,
        Field(
            max_length=32,
            description="clicked, clicks, added, ordered, orders or revenue.",
            examples=["clicked"],
        ),
    ]
    guardrails: Annotated[
        list[str] | None,
        Field(max_length=6, description="What it should not make worse; left out, the slot's own."),
    ] = None
    share: Annotated[
        float, Field(strict=True, gt=0, le=1, description="Of the layer's subjects.")
    ] = 1.0
    layer: Annotated[
        str,
        Field(
            max_length=64,
            description="Experiments of one layer share no subject; left out, the slot's own.",
        ),
    ] = ""
    smallest_effect: Annotated[
        float, Field(strict=True, gt=0, le=10, description="The relative change that would matter.")
    ] = 0.05
    planned_subjects: Annotated[int, Field(strict=True, ge=1, le=10**9)] = 10_000
    pre_days: Annotated[
        int,
        Field(
            strict=True,
            ge=0,
            le=90,
            description="How far back earlier behaviour makes the reading more precise.",
        ),
    ] = 28


class ArmOut(Schema):
    """One arm."""

    code: str
    weight: int
    policy: PolicyCode
    policy_version: int


class ExperimentOut(Schema):
    """An experiment."""

    id: UUID
    code: str
    name: str
    slot: str
    channel_code: str
    layer: str
    share: float
    state: Annotated[str, Field(description="draft, running or stopped.")]
    metric: str
    guardrails: list[str]
    smallest_effect: float
    planned_subjects: int
    pre_days: int
    arms: list[ArmOut]
    created_at: datetime
    started_at: datetime | None
    stopped_at: datetime | None
    stopped_because: str


class ExperimentsOut(Schema):
    """A page of experiments, newest first."""

    items: list[ExperimentOut]
    next_cursor: str | None


class StopIn(Input):
    """Why an experiment ends."""

    reason: Annotated[str, Field(min_length=1, max_length=200, examples=["It is known."])]


class ArmReadingOut(Schema):
    """One arm beside the first; relative changes, null where nothing is known."""

    arm: str
    subjects: int
    mean: float
    lift: float | None
    low: float | None
    high: float | None
    p_value: float
    verdict: str
    subjects_left: int | None
    days_left: int | None
    sentence: Annotated[
        str,
        Field(examples=["new: between −0.3 % and +2.1 %: not yet known; about 9 more days."]),
    ]


class MetricReadingOut(Schema):
    """One metric over all arms."""

    metric: str
    name: str
    control_mean: float
    explained: Annotated[float, Field(description="Share of the noise that the past explains.")]
    arms: list[ArmReadingOut]
    guard: Annotated[str, Field(description="Of a guardrail: kept, broken or open.")]


class SegmentReadingOut(Schema):
    """The metric among a part of the subjects: a hint, not a finding."""

    segment: str
    arms: list[ArmReadingOut]


class ExperimentReadingOut(Schema):
    """What is known of an experiment."""

    experiment_id: UUID
    read_at: datetime
    subjects: int
    crossed: Annotated[int, Field(description="Shown two arms, and left out.")]
    progress: float
    control: str
    arm_subjects: dict[str, int]
    sample_ratio_ok: Annotated[
        bool, Field(description="False: the arms did not get their shares; believe nothing else.")
    ]
    sample_ratio_p: float
    metric: MetricReadingOut
    guardrails: list[MetricReadingOut]
    segments: list[SegmentReadingOut]


class PageOf(Schema):
    """Which page."""

    cursor: Annotated[str | None, Field(max_length=200)] = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50
