"""Who may do what with cohorts and plans."""
