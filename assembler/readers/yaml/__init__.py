"""YAML files as nodes with positions, and their faults in plain words.

- `faults`: the faults of YAML in plain words.
- `nodes`: the one door to YAML: nodes with places.
"""
