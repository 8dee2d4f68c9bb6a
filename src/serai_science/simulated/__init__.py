"""
Shops whose truth is known: the ground on which the other modules are proven.

`serai evaluate experiments`, `offpolicy` and `bandits` and the tests run these with their own seeds.
"""
