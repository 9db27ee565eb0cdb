"""fablabs.io’s own API: the labs as `labs.json` gives them."""
