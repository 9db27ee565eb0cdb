"""What a place puts in common: machines, tools, rooms, desks, vehicles, stock, services, skills."""
