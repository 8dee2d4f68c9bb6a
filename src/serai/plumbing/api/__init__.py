"""The HTTP edge: answers, problems (RFC 9457), who may call, how often, and what is measured."""

from serai.plumbing.api.answer import answer, empty
from serai.plumbing.api.answered_once import answered_once
from serai.plumbing.api.idempotency_header import idempotency_key
from serai.plumbing.api.near import Near, point_of
from serai.plumbing.api.problem import Problem, problem_of, problem_response
from serai.plumbing.api.rate_limit import address_limit
from serai.plumbing.api.schemas import Input, Instant, MoneyOut
from serai.plumbing.api.security import caller_of, shop_key, shopper, staff
from serai.plumbing.api.told_in import told_answer

__all__ = [
    "Input",
    "Instant",
    "MoneyOut",
    "Near",
    "Problem",
    "address_limit",
    "answer",
    "answered_once",
    "caller_of",
    "empty",
    "idempotency_key",
    "point_of",
    "problem_of",
    "problem_response",
    "shop_key",
    "shopper",
    "staff",
    "told_answer",
]
