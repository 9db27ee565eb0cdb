"""What people make together: projects, their story, and what they look for."""
