"""JSON-LD with the words of schema.org, for search engines and reusers (written only)."""
