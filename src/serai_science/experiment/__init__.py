"""
Reading experiments: what is known about an effect, and when it will be.

Subjects (visitors, customers, baskets) are rows; arm 0 is the control. Every metric becomes one number per
subject whose mean over an arm is the metric (`ratio.linearised` does it for ratios, `cuped.adjusted` takes out
what was foreseeable), so that all that follows knows only means, their errors, and a critical value:

* `critical.fixed_critical` for one look on a planned day, `critical.any_time_critical` for as many looks as one
  likes, `several_arms.dunnett_critical` for several arms at one look;
* `interval.difference_interval` and `interval.lift_interval` (Fieller);
* `sample_ratio`, `guardrail`, `segments`, `power`, and `exposure` for who counts at all;
* `reading.read_experiment` for all of it at once.

Only numpy and the standard library are used, so that a process that serves may import it.
"""
