"""Proofs, when the extra `proofs` is installed (z3, de Moura and Bjørner 2008, MIT licence).

A question about a charter becomes a formula over everything that its rules look at: amounts are
exact numbers, moments are those of the calendar, groups are counts of people of each sort. Where a
fact cannot be said exactly the formula allows more than can be, never less: that it has no solution
is a proof, and a solution counts only once it was decided again, as a case.
"""
