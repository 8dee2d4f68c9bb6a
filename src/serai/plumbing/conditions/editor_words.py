"""What the rule editor says, in English."""

from types import MappingProxyType

EDITOR = MappingProxyType(
    {
        "editor.group": "Group of conditions",
        "editor.rule": "Condition {number}",
        "editor.field": "What it is about",
        "editor.operator": "What is said",
        "editor.value": "Value",
        "editor.low": "From",
        "editor.high": "To",
        "editor.days": "Days",
        "editor.all": "All of these hold",
        "editor.any": "Any of these holds",
        "editor.not": "The opposite (not)",
        "editor.add_rule": "Add a condition",
        "editor.add_group": "Add a group",
        "editor.remove": "Remove",
        "editor.remove_rule": "Remove condition {number}",
        "editor.remove_group": "Remove the group",
        "editor.add_value": "Add",
        "editor.remove_value": "Remove {value}",
        "editor.everything": "Without conditions, everything matches.",
        "editor.matches": "{count} match",
        "editor.usable": "{count} match; {usable} of them allow this use",
        "editor.counting": "Counting…",
        "editor.too_slow": "Too many to count while you type",
        "editor.unfinished": "Complete the marked conditions",
        "editor.unreachable": "The count cannot be had at the moment",
        "editor.as_json": "As JSON",
        "editor.says": "In words",
    }
)
