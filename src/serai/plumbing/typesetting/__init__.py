"""
Documents on paper: a template and its words become a PDF.

Typst sets them, in a process of its own: a server that hands a document out never loads the typesetter, and
a document that cannot be set ends its own process and nothing else.
"""

from serai.plumbing.typesetting.typeset import Template, TypesettingFailed, typeset, typeset_many

__all__ = ["Template", "TypesettingFailed", "typeset", "typeset_many"]
