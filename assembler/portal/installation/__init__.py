"""What whoever runs the portal does with the whole of it.

- `backup`: writes everything into one file, while the portal runs.
- `check`: says what is unsafe or missing.
- `restore`: brings a backup into an empty installation.
- `verification`: proves that nothing was changed or lost.
"""
