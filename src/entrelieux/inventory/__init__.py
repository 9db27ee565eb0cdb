"""What all that a place holds has in common: who sees it, its history, its pictures (ADR 0015)."""
