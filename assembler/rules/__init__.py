"""The checks. Each takes a contribution or the report and yields findings; registry.py is the table of all."""
