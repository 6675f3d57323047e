"""Blocks and inline nodes to Markdown, as the reader of contributions reads it.

- `blocks`: blocks to Markdown, which reads back to the same blocks.
- `inlines`: inline nodes to Markdown, and which notes they cite.
"""
