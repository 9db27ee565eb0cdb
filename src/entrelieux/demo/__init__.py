"""The demonstration: Auvergne’s third places from eight open sources, and a cast of people."""
