"""Following bridges up: answers of both sides, introductions, what became of them, stories."""
