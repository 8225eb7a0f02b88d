"""No records: `migrate` speaks only to apps that have this module."""
