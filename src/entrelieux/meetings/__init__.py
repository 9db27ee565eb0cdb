"""Who could meet: places, projects, and people of different disciplines who wish it."""
