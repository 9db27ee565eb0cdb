"""Who people are to others: opt-in profiles, field by field, never of minors."""
