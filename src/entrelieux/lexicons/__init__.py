"""The words of each community: its terms, their alignments, and the fields they create."""
