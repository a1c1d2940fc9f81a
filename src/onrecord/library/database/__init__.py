"""The database: opened, its tables, and statements that are run for every article."""
