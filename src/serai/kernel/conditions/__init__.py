"""
Conditions: rules as data.

A tree of rules (field, operator, value; and, or, not) in the JSON that rule-builder widgets exchange. It is read
against a registry of typed fields, and compiles to a Python function here and to SQL in
`serai.plumbing.conditions`; all three give the same answers. It can say what it says, and why.
"""

from serai.kernel.conditions.explain import Reason, Why, sentence, why, why_in_words
from serai.kernel.conditions.faults import BadConditions, Fault
from serai.kernel.conditions.fields import Choice, Field, Fields
from serai.kernel.conditions.moment import Moment
from serai.kernel.conditions.operators import OPERATORS, FieldType, Operator, Takes, takes
from serai.kernel.conditions.predicate import Context, Predicate, predicate
from serai.kernel.conditions.read_tree import read_tree, read_tree_text
from serai.kernel.conditions.tree import EVERYTHING, Combinator, Group, Rule, as_json, tree_hash
from serai.kernel.conditions.words import Words

__all__ = [
    "EVERYTHING",
    "OPERATORS",
    "BadConditions",
    "Choice",
    "Combinator",
    "Context",
    "Fault",
    "Field",
    "FieldType",
    "Fields",
    "Group",
    "Moment",
    "Operator",
    "Predicate",
    "Reason",
    "Rule",
    "Takes",
    "Why",
    "Words",
    "as_json",
    "predicate",
    "read_tree",
    "read_tree_text",
    "sentence",
    "takes",
    "tree_hash",
    "why",
    "why_in_words",
]
