"""Who may do what with disbursements."""
