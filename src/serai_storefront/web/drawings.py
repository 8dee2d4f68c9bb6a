"""Whether a page shows drawings where a reader may take them for photographs."""

import re

_DRAWN = re.compile(r'src="/pictures/(?![^/"]+/department/)')


def shows_drawings(page: str) -> bool:
    """
    Return whether there is a drawing of a product among the pictures of a page; those of departments are signs.

    Example:
        >>> shows_drawings('<img src="/pictures/dairy/national/milk.svg" alt="">')
        True
        >>> shows_drawings('<img src="/pictures/dairy/department/dairy.svg" alt=""><img src="/media/0f.jpg" alt="">')
        False
    """
    return _DRAWN.search(page) is not None
