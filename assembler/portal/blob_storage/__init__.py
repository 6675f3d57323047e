"""Where contents of files lie, as storages of Django.

- `bucket`: an object store.
- `folder`: a folder.
"""
