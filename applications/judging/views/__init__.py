"""What judges, chairs and applicants see. Officers' screens are in `admin_views`."""
