"""xetkhen."""
