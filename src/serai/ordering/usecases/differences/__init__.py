"""Documents that wait for their difference, one file for each verb."""
