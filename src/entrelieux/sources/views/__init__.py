"""Pages of the sources: who says what, reading their lists, examining look-alikes."""
