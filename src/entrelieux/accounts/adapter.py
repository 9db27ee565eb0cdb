"""How signing up and signing in differ from allauth's defaults."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """One page for newcomers and members: a code is sent to the address, nothing to remember."""
