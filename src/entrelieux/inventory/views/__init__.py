"""Pages that the entries of every app share."""
