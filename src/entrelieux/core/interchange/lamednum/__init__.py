"""LaMednum’s standard of digital help, v0 (data.inclusion, advisers) and v1, read and written."""
