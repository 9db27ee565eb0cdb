"""GoGoCarto’s elements, in full and in its compact form."""
