"""How strong each network is, measured by a job and kept."""
