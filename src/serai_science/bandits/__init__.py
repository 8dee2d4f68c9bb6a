"""
Policies that learn while they act, and that can say how probable each of their choices was.

Every policy is a frozen state of arrays, one row per arm (whatever can be shown: a product, an offer, a
creative). `learned(...)` returns the next state and leaves the old one alone; `rank(...)` returns a `Ranked`:
an order, and for each candidate the chance that it would have stood first. That chance is what makes a logged
decision worth anything later (`serai_science.offpolicy`).

==================  ==========================================  ===================================
state               believes                                    chance of the first place
==================  ==========================================  ===================================
`MeanArms`          a mean per arm, epsilon-greedy on top       exact
`BetaArms`          a rate per arm (Thompson sampling)          quadrature with a stated error
`GaussianArms`      a mean per arm, variance unknown (Thompson) quadrature with a stated error
`LinearArms`        a line over features per arm (LinUCB)       exact, with epsilon
==================  ==========================================  ===================================

Only numpy is used, so that a process that serves may import it.
"""
