"""Pages of needs and of posted offers."""
