"""Pages of bridges, from a mail's link or signed in."""
