"""Sign-in on django-allauth: by mail, by password or passkey with a second factor, by the directory of a secretariat.

- `adapters`: how allauth signs people in and out, and what it says.
- `limits`: the page for whoever tries too often.
- `link_mail`: the message with a link and a code, which work in the browser that asked.
- `sessions`: where a person is signed in, and signing out everywhere.
- `urls`: the addresses below `/sign-in/`.
- `views`: the pages that allauth does not have, or has otherwise.
"""
