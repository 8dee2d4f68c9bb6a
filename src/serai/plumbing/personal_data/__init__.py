"""
Personal data: who holds what of a person, how it is shown to them, and how it is forgotten.

Each context declares what it holds in a `Holder`: tables with the columns that name a person, and acts for
what is elsewhere (files, facts, another system). From these declarations everything is exported and erased, and
a test compares them with every column that there is.
"""

from serai.plumbing.personal_data.erase import Done, erase_held
from serai.plumbing.personal_data.find import found_by, what_waits
from serai.plumbing.personal_data.held import Act, Gone, Held, Kept, Shown
from serai.plumbing.personal_data.holder import Holder, Holders
from serai.plumbing.personal_data.person import Person
from serai.plumbing.personal_data.show import show_held
from serai.plumbing.personal_data.suspicious import is_suspicious

__all__ = [
    "Act",
    "Done",
    "Gone",
    "Held",
    "Holder",
    "Holders",
    "Kept",
    "Person",
    "Shown",
    "erase_held",
    "found_by",
    "is_suspicious",
    "show_held",
    "what_waits",
]
