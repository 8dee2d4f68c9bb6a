"""Every kind of policy by its name."""

from types import MappingProxyType

from serai.decisions.domain.policies.epsilon_greedy import EPSILON_GREEDY
from serai.decisions.domain.policies.fixed import FIXED
from serai.decisions.domain.policies.kind import BadPolicy, PolicyKind
from serai.decisions.domain.policies.linucb import LINUCB
from serai.decisions.domain.policies.rules import RULES
from serai.decisions.domain.policies.score import SCORE
from serai.decisions.domain.policies.thompson import THOMPSON

KINDS = MappingProxyType(
    {kind.name: kind for kind in (FIXED, SCORE, RULES, EPSILON_GREEDY, THOMPSON, LINUCB)}
)


def kind_of(name: str) -> PolicyKind:
    """
    Return a kind by its name.

    Raises:
        BadPolicy: there is none.
    """
    try:
        return KINDS[name]
    except KeyError:
        raise BadPolicy(
            "kind", f"there is none called {name!r}; known: {', '.join(KINDS)}."
        ) from None
