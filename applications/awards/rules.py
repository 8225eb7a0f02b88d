"""Who may do what with awards and agreements."""
