"""Sign-in on django-allauth: by mail, by password or passkey with a second factor, by the directory of a secretariat.

- `adapters`: how allauth signs people in and out, and what it says.
- `directory`: sign-in by the directory of a secretariat, over OpenID Connect.
- `factor_secrets`: the secrets of second factors, encrypted.
- `factor_views`: the pages on passwords, second factors and passkeys, where they differ from those of allauth.
- `limits`: the page for whoever tries too often.
- `link_mail`: the message with a link and a code, which work in the browser that asked.
- `second_factor`: has editors, producers and administrators set up a second factor.
- `sessions`: where a person is signed in, and signing out everywhere.
- `sign_in_events`: events of failed attempts, and of changes of passwords and second factors.
- `urls`: the addresses below `/sign-in/`.
- `views`: sign-in by a link, and signing out.
"""
