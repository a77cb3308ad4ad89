"""What can be done at the same time."""
