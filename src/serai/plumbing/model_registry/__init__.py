"""
Trained models: each version a folder of files and a row with its evaluation card.

A context publishes what it has trained; a version that evaluates worse than the one in use, or worse than
what it was meant to beat, is refused and the last good one stays. Readers follow the version in use.
"""

from serai.plumbing.model_registry.bring_back import NothingToBringBack, bring_back
from serai.plumbing.model_registry.card import Card, Figure
from serai.plumbing.model_registry.following import Following
from serai.plumbing.model_registry.in_use import Kept, in_use
from serai.plumbing.model_registry.publish import Published, publish
from serai.plumbing.model_registry.trainings import Training, known_trainings, training

__all__ = [
    "Card",
    "Figure",
    "Following",
    "Kept",
    "NothingToBringBack",
    "Published",
    "Training",
    "bring_back",
    "in_use",
    "known_trainings",
    "publish",
    "training",
]
