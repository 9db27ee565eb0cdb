"""France services: the lists of 2022 and 2024 (ANCT), CSV tables with hours per day."""
