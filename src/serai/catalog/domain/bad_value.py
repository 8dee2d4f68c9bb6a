"""The refusal of one value."""


class BadValue(ValueError):
    """A value is not what its field takes; the text says what is, for whoever typed it."""
