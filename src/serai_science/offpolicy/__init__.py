"""
What a policy would have earned, judged by the log of another one, before it is switched on.

A log holds for each round what was shown, how probable that was (its propensity) and what it earned. The judged
policy enters only by the probability with which it would have shown the same.

=================================  =============================================================
`weighing.ips`                     unbiased when propensities are right; noisy
`weighing.snips`                   divides by the weights' mean: less noise, a little bias
`doubly_robust.doubly_robust`      right when propensities **or** the reward model are right
`doubly_robust.switch`             trusts the model alone where a weight would be large
=================================  =============================================================

Each returns a `Value`: the estimate, its interval, and the effective sample size, without which none of them
should be believed.
"""
