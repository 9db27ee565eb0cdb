"""OpenFairDB (Karte von morgen): answers of its search, and its entries."""
