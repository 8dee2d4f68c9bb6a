"""
What every page of the back office stands on.

Pages read; whatever changes state is an action that calls a use case. Lists cost the same at a hundred
rows and at a million: no count, no offset, searches and sorting on indexed columns only.
"""

from serai.plumbing.back_office.actions import act, act_on_each
from serai.plumbing.back_office.columns import (
    amount,
    as_json,
    as_lines,
    as_text,
    chip,
    instant,
    link,
    told_once,
)
from serai.plumbing.back_office.dialogs import ReasonForm, UnitsForm, back_to, question, to_list
from serai.plumbing.back_office.keyset_list import KeysetList
from serai.plumbing.back_office.read_only import ReadOnlyAdmin, ReadOnlyRows
from serai.plumbing.back_office.rule_book import Matches, RuleBookAdmin, RuleBookForm

__all__ = [
    "KeysetList",
    "Matches",
    "ReadOnlyAdmin",
    "ReadOnlyRows",
    "ReasonForm",
    "RuleBookAdmin",
    "RuleBookForm",
    "UnitsForm",
    "act",
    "act_on_each",
    "amount",
    "as_json",
    "as_lines",
    "as_text",
    "back_to",
    "chip",
    "instant",
    "link",
    "question",
    "to_list",
    "told_once",
]
