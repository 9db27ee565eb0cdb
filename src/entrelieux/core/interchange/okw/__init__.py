"""Open Know-Where: the shared facility schema, and the collection’s tables joined per lab."""
