"""Report to bytes. A writer prints numbers and labels; it never counts, sorts, checks or translates."""
