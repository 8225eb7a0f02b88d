"""Many applications at once, with everything that hangs on them, for work on scale."""
