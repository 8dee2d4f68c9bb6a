"""What a tree says, in a sentence, and why something does or does not match."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, cast

from serai.kernel.conditions.fields import Field, Fields
from serai.kernel.conditions.moment import Moment
from serai.kernel.conditions.operators import FieldType, Operator, Takes, takes
from serai.kernel.conditions.predicate import Context, predicate
from serai.kernel.conditions.tree import Combinator, Group, Rule, Scalar
from serai.kernel.conditions.words import ENGLISH, Words

_TIMES = (FieldType.DATE, FieldType.INSTANT)
_IN_ENGLISH = Words()


def sentence(tree: Group | Rule, fields: Fields, words: Words = _IN_ENGLISH) -> str:
    """Return what the tree says, in the words of a language."""
    return _said(tree, fields, words, outermost=True)


def _said(tree: Group | Rule, fields: Fields, words: Words, *, outermost: bool = False) -> str:
    if isinstance(tree, Rule):
        return _rule(tree, fields, words)
    if not tree.rules:
        return words.say("word.nothing" if tree.negated else "word.everything")
    joiner = f" {words.say(f'word.{tree.combinator}')} "
    text = joiner.join(_said(part, fields, words) for part in tree.rules)
    if tree.negated:
        return f"{words.say('word.not')} ({text})"
    return text if outermost or len(tree.rules) == 1 else f"({text})"


def _rule(rule: Rule, fields: Fields, words: Words) -> str:
    field = fields[rule.field]
    label = words.label(fields.domain, field)
    name = said_name(field, rule.operator)
    match takes(rule.operator):
        case Takes.NOTHING:
            return words.say(name, field=label)
        case Takes.DAYS:
            return words.say(name, field=label, span=words.span(cast("int", rule.value)))
        case Takes.TWO:
            low, high = cast("tuple[Scalar, Scalar]", rule.value)
            return words.say(
                name,
                field=label,
                low=words.value(fields.domain, field, low),
                high=words.value(fields.domain, field, high),
            )
    return words.say(name, field=label, value=_value(rule.value, fields.domain, field, words))


def said_name(field: Field, operator: Operator) -> str:
    """Return the name of the sentence that says `operator` about such a field."""
    timely = f"is.{operator}.time"
    return timely if field.type in _TIMES and timely in ENGLISH else f"is.{operator}"


def _value(value: Any, domain: str, field: Field, words: Words) -> str:
    if isinstance(value, tuple):
        return words.listed([words.value(domain, field, each) for each in value])
    return words.value(domain, field, value)


@dataclass(frozen=True, slots=True)
class Reason:
    """
    A rule that decided: where it stands, what it says, what the value was.

    `path` is a JSON pointer into the tree. `holds` says whether the rule is true of `actual`, which is
    `None` when the value is missing.
    """

    path: str
    rule: Rule
    holds: bool
    actual: Any


@dataclass(frozen=True, slots=True)
class Why:
    """Whether a context matches and the rules that decided so, in the order of the tree."""

    matched: bool
    reasons: tuple[Reason, ...]

    @property
    def first(self) -> Reason | None:
        """Return the first rule that decided; none when the tree has no rules."""
        return self.reasons[0] if self.reasons else None


def why(tree: Group, context: Context, fields: Fields, at: Moment) -> Why:
    """
    Return whether `context` matches, and because of which rules.

    A group of "and" fails by its first part that fails, a group of "or" by all of its parts; matching, it is
    the other way round.
    """
    matched, reasons = _decided(tree, "", context, fields, at)
    return Why(matched, reasons)


def _decided(
    tree: Group | Rule, path: str, context: Context, fields: Fields, at: Moment
) -> tuple[bool, tuple[Reason, ...]]:
    if isinstance(tree, Rule):
        holds = predicate(tree, fields, at)(context)
        return holds, (Reason(path, tree, holds, context.get(tree.field)),)
    enough = tree.combinator is Combinator.OR
    gathered: list[Reason] = []
    for index, part in enumerate(tree.rules):
        holds, reasons = _decided(part, f"{path}/rules/{index}", context, fields, at)
        if holds is enough:
            return enough ^ tree.negated, reasons
        gathered += reasons
    return (not enough or not tree.rules) ^ tree.negated, tuple(gathered)


def why_in_words(found: Why, fields: Fields, words: Words = _IN_ENGLISH) -> str:
    """Return why in one sentence: the first rule that decided, and the value if it failed."""
    first = found.first
    if first is None:
        return words.say("word.everything" if found.matched else "word.nothing")
    reason = _rule(first.rule, fields, words)
    if found.matched:
        denied = f"{words.say('word.not')} ({reason})"
        return words.say("why.matched", reason=reason if first.holds else denied)
    if first.holds:
        return words.say("why.excluded", reason=reason)
    actual = _actual(first, fields, words)
    if actual is None:
        return words.say("why.missing", reason=reason)
    return words.say("why.failed", reason=reason, actual=actual)


def _actual(reason: Reason, fields: Fields, words: Words) -> str | None:
    field, value = fields[reason.rule.field], reason.actual
    if value is None or value in ((), [], frozenset(), set()):
        return None
    if isinstance(value, str | int | Decimal | datetime) or field.type is not FieldType.LIST:
        return words.value(fields.domain, field, value)
    return words.listed([words.value(fields.domain, field, each) for each in sorted(value)])
