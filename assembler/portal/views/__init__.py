"""The pages.

- `home`: the queue: what a person has to do next.
- `sign_in`: signs in by a link that whoever runs the installation has made.
"""
