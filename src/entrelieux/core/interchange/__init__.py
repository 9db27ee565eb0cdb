"""Reading and writing other people’s formats: one folder per format."""
