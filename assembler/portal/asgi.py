"""The application that the server runs."""

import os

from django.core.asgi import get_asgi_application

from assembler.portal.body_limits import LimitedBody

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "assembler.portal.settings")
application = LimitedBody(get_asgi_application())  # type: ignore[arg-type]  # its types of messages are narrower than those of ASGI
