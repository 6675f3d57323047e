"""The only doors for untrusted bytes: they give values and findings, and never raise on content."""
