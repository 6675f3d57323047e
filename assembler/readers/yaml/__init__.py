"""Reads YAML to nodes with positions, and explains the faults of YAML in plain words.

- `faults`: explains the faults of YAML in plain words.
- `nodes`: reads YAML to nodes with positions.
"""
