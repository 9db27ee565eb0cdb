"""Pages of what happens in places."""
