"""
Small pictures for the back office: pure functions from numbers to SVG.

They are drawn on the server, need no script, take their colours from the theme, say everything to a screen
reader that they show to the eye, and never tell by colour alone. A number line runs from left to right in every
language; words in it keep their own direction.
"""
