"""Who did what, and who saw what."""
