"""What became of a code, in the reader's words."""

from types import MappingProxyType

from serai_storefront.i18n.catalogues import mark
from serai_storefront.shop_api.promotions import Code

_SAYS = MappingProxyType(
    {
        "applied": mark("applied"),
        "too_little": mark("%(missing)s more and it applies"),
        "too_few": mark("more units and it applies"),
        "not_now": mark("does not apply at this time"),
        "used_up": mark("is used up"),
        "budget_spent": mark("is used up"),
        "over": mark("has expired"),
        "stopped": mark("has expired"),
        "used_by_you": mark("you have used it already"),
        "somebody_elses": mark("belongs to somebody else"),
        "no_lines": mark("is for other products"),
        "other_of_group": mark("another discount is better for you"),
        "other_stands_alone": mark("another discount is better for you"),
        "stands_alone": mark("another discount is better for you"),
    }
)
_OTHERWISE = mark("does not apply to this cart")


def says_of(code: Code) -> str:
    """Return what became of a code, to be translated; `missing` is a fact of the sentence."""
    if code.state == "too_little" and code.missing is None:
        return _SAYS["too_few"]
    return _SAYS.get(code.state, _OTHERWISE)
