"""The national list of third places of 2019 (CGET, Mission Coworking), a CSV table."""
