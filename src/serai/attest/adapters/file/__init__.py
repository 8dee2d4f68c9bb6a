"""An anchor in a file beside the database, or on a disk that the database's administrator cannot write."""

from serai.attest.adapters.file.file_anchor import FileAnchor

__all__ = ["FileAnchor"]
