"""
What comes by wire: files that are downloaded, and keys of which each is sold once.

A **grant** lets the buyer of one line download one file so many times, until an instant. Its **link** is signed and
good for a while; a page makes new ones.
"""
