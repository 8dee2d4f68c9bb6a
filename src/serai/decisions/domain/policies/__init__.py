"""The policies that can be chosen, one file each; their mathematics is `serai_science.bandits`."""
