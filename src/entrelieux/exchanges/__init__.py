"""Agreements between autonomous communities, and the accounts of what each gives and receives."""
