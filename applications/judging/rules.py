"""Who may do what with rounds, scorecards and decisions."""
