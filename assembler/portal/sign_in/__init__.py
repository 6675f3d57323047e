"""Sign-in on django-allauth: by mail, by password or passkey with a second factor, by the directory of a secretariat.

- `adapters`: how allauth signs people in and out, and what it says.
- `sessions`: where a person is signed in, and signing out everywhere.
- `urls`: the addresses below `/sign-in/`.
- `views`: the pages that allauth does not have, or has otherwise.
"""
