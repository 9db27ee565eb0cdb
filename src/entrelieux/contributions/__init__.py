"""What keeps the map true: proposals, claims, confirmations, moderation, follows."""
