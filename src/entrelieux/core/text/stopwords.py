"""Words that say nothing of a place; dropped unless a text has no other."""

from __future__ import annotations

_FRENCH = """
a ai as au aux avec c ce ces cet cette chez comment d dans de des du elle en est et etre eu il ils
j je l la le les leur leurs lui m ma mais me mes mon moi n ne nos notre nous on ont ou par pas plus
pour pres qu que quel quelle qui quoi s sa se ses si son sont sous sur t ta te tes ton tout toute
tous tu un une vers voici vos votre vous y trouver cherche chercher besoin faire peut puis autour
proche
"""
_ENGLISH = """
an and are at by can do find for from get has have how i in is it me my near nearby of on or our
please some that the there this to us we what where which with you your
"""

STOP_WORDS = frozenset((_FRENCH + _ENGLISH).split())
