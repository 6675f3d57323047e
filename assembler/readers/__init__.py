"""The only doors for untrusted bytes: each takes a label and bytes, gives values and findings, and never raises on content."""
