"""
Pure functions on arrays: what the platform knows about shopping, written as mathematics.

Numbers in, numbers out. Nothing here opens a file, asks a clock, draws a number that was not handed
in, or knows Django. Every function states shapes, units, ranges, cost and source.
"""
