"""Pictures in a folder of this machine, or of a disk that several share."""

from serai.catalog.adapters.folder.folder_pictures import FolderPictures

__all__ = ["FolderPictures"]
