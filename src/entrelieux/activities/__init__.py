"""What happens in a place: its usages and its events."""
