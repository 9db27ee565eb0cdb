"""The pages that belong to no app in particular."""
