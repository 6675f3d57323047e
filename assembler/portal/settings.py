"""Django's settings, read from environment variables; without any, for this machine alone.

- `ASSEMBLER_DATA`: the data folder.
- `ASSEMBLER_DATABASE_URL`: `postgres://…`; else SQLite in the data folder.
- `ASSEMBLER_STORAGE_URL`: a folder, or `s3://bucket/prefix` with `?endpoint=` and `&region=`; else `files/` in the data
  folder.
- `ASSEMBLER_SECRET_KEY`: the key of sessions and links; else one of the data folder's own.
- `ASSEMBLER_HOSTS`: the names under which other machines reach the portal, parted by commas; the first stands in links.
- `ASSEMBLER_EMAIL_URL`: the mail server: `smtp://name:password@host:port`, `smtp+tls://…` with STARTTLS, or `smtps://…`.
- `ASSEMBLER_EMAIL_FROM`: the address from which mail is sent; else `portal@` and the first host.
- `ASSEMBLER_OIDC_ISSUER`: the address of the directory (OpenID Connect) with which people may sign in; with that,
  `ASSEMBLER_OIDC_CLIENT_ID`, `ASSEMBLER_OIDC_CLIENT_SECRET`, and `ASSEMBLER_OIDC_NAME`, which stands on the button.
- `ASSEMBLER_SIGNING_KEY`: the file of the private key, Ed25519 in PEM, with which producers sign finals.
- `ASSEMBLER_BUILD_SILENCE`: after how many seconds of silence of its worker a build is begun by another one; else 60.
- `ASSEMBLER_DEMO`: 1 for the example with demo people; serves this machine alone.
- `ASSEMBLER_DEBUG`: 1 for those who work on the portal; serves this machine alone.
"""

from __future__ import annotations

import os
from datetime import timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from assembler.portal.data_folder import find_data_folder, read_secret_key

_here = __file__.rpartition(os.sep)[0]


def _read(name: str) -> str:
    return os.environ.get(f"ASSEMBLER_{name}", "").strip()


def read_mail_server(url: str) -> dict[str, object]:
    """Django's settings of a mail server. Raises ImproperlyConfigured, without the password."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = 0
    if parts.scheme not in ("smtp", "smtp+tls", "smtps") or not parts.hostname or port == 0:
        raise ImproperlyConfigured("ASSEMBLER_EMAIL_URL is not of the form smtp://name:password@host:port.")
    options = {
        "host": parts.hostname,
        "port": port,
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_tls": parts.scheme == "smtp+tls",
        "use_ssl": parts.scheme == "smtps",
        "timeout": 20,
    }
    return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}


def describe_directory(issuer: str, client_id: str, secret: str, name: str) -> dict[str, object]:
    """The settings of allauth for a directory, empty without one. Raises ImproperlyConfigured, without the secret."""
    if not issuer:
        return {}
    if not issuer.startswith(("https://", "http://localhost:", "http://127.0.0.1:")):
        raise ImproperlyConfigured("ASSEMBLER_OIDC_ISSUER does not begin with https://.")
    if not client_id or not secret:
        raise ImproperlyConfigured(
            "With ASSEMBLER_OIDC_ISSUER, set ASSEMBLER_OIDC_CLIENT_ID and ASSEMBLER_OIDC_CLIENT_SECRET."
        )
    app = {
        "provider_id": "directory",
        "name": name or urlsplit(issuer).hostname,
        "client_id": client_id,
        "secret": secret,
        "settings": {"server_url": issuer.rstrip("/")},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


DATA = find_data_folder()
DEMO = _read("DEMO") == "1"
DEBUG = _read("DEBUG") == "1"
HOSTS = [host.strip() for host in _read("HOSTS").split(",") if host.strip()]
IS_LOCAL = not HOSTS
"""Whether the portal serves this machine alone."""

if HOSTS and not _read("SECRET_KEY"):
    raise ImproperlyConfigured("To serve other machines, set ASSEMBLER_SECRET_KEY to 50 random characters or more.")
if HOSTS and (DEMO or DEBUG):
    raise ImproperlyConfigured("The demo and debug mode serve this machine alone: take ASSEMBLER_HOSTS away.")

SECRET_KEY = _read("SECRET_KEY") or read_secret_key(DATA)
ALLOWED_HOSTS = [*HOSTS, "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in HOSTS]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HOSTS else None
BASE_ADDRESS = f"https://{HOSTS[0]}" if HOSTS else _read("ADDRESS") or "http://localhost:8000"
"""How links in mail begin."""

INSTALLED_APPS = [
    "assembler.portal",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "assembler.portal.middleware.PersonMiddleware",
    "assembler.portal.middleware.SignInMiddleware",
    "assembler.portal.sign_in.second_factor.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "assembler.portal.middleware.ProblemMiddleware",
]
ROOT_URLCONF = "assembler.portal.urls"
ASGI_APPLICATION = "assembler.portal.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [f"{_here}/templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "assembler.portal.context.add_installation",
            ]
        },
    }
]

DATABASES = {"default": dj_database_url.parse(_read("DATABASE_URL") or f"sqlite:///{DATA}/portal.sqlite3")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",  # a transaction that begins to read and then writes would be refused
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }

_storage = urlsplit(_read("STORAGE_URL"))
if _storage.scheme == "s3":
    _options = {name: values[0] for name, values in parse_qs(_storage.query).items()}
    _blobs = {
        "BACKEND": "assembler.portal.blob_storage.bucket.Bucket",
        "OPTIONS": {
            "bucket_name": _storage.hostname,
            "location": _storage.path.strip("/"),
            "endpoint_url": _options.get("endpoint"),
            "region_name": _options.get("region"),
        },
    }
else:
    _folder = unquote(_storage.path) if _storage.scheme in ("", "file") else ""
    _blobs = {
        "BACKEND": "assembler.portal.blob_storage.folder.DurableFolder",
        "OPTIONS": {"location": _folder or str(DATA / "files")},
    }
STORAGES = {
    "default": _blobs,
    "blobs": _blobs,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

SIGNING_KEY = _read("SIGNING_KEY")
"""The file of the private key with which finals are signed; empty where none is."""
BUILD_BEAT = timedelta(seconds=min(5, float(_read("BUILD_SILENCE") or 60) / 3))
"""How often a worker says that it lives."""
BUILD_SILENCE = timedelta(seconds=float(_read("BUILD_SILENCE") or 60))
"""After how long a build of a silent worker is begun by another one."""
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},  # with few, who tries often could push out what was counted
    }
}
"""Counts requests for limits of rates; all processes share it."""
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

DEFAULT_FROM_EMAIL = _read("EMAIL_FROM") or f"portal@{(HOSTS or ['localhost'])[0].partition(':')[0]}"
MAILERS = {"default": read_mail_server(_read("EMAIL_URL"))} if _read("EMAIL_URL") and not DEMO else {}
"""Empty where nothing is sent: in the demo, and where no mail server is named."""

AUTH_USER_MODEL = "portal.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "assembler.portal.sign_in.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # nobody signs up; a sign-in has these fields, too
ACCOUNT_EMAIL_VERIFICATION = "none"  # an administrator adds people with their addresses
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "20/m/ip,5/15m/key",
    "request_login_code": "20/m/ip,5/15m/key",
}
"""How often somebody may try, from one address on the network, or for one person."""
ALLAUTH_TRUSTED_PROXY_COUNT = 0 if IS_LOCAL else 1
ACCOUNT_REAUTHENTICATION_METHODS = ("password", "mfa")
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_SESSION_REMEMBER = False  # a session ends with the browser, and after SESSION_COOKIE_AGE
NEEDS_SECOND_FACTOR = not DEMO
"""Whether editors, producers and administrators must have a second factor or a passkey."""
MFA_ADAPTER = "assembler.portal.sign_in.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # clocks of telephones go wrong
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = IS_LOCAL
SOCIALACCOUNT_ADAPTER = "assembler.portal.sign_in.directory.DirectoryAdapter"
SOCIALACCOUNT_PROVIDERS = describe_directory(
    *(_read(f"OIDC_{name}") for name in ("ISSUER", "CLIENT_ID", "CLIENT_SECRET", "NAME"))
)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

SESSION_COOKIE_NAME = "assembler-session"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not IS_LOCAL
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 0 if IS_LOCAL else 31_536_000
SECURE_SSL_REDIRECT = not IS_LOCAL
SECURE_REDIRECT_EXEMPT = [r"^api/v1/health$"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}

LARGEST_UPLOAD = 30_000_000
"""How many bytes a file may have that somebody sends."""
MOST_FILES = 60
"""How many files somebody may send at once."""
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000  # a check mark for each entity and organization of a large report
DATA_UPLOAD_MAX_NUMBER_FILES = MOST_FILES
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French"))]
LOCALE_PATHS = [f"{_here}/locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"


# W005 and W021: other hosts of the domain are not ours to bind.
SILENCED_SYSTEM_CHECKS = ["mail.W001", "security.W005", "security.W021"]
if IS_LOCAL:
    SILENCED_SYSTEM_CHECKS += ["security.W004", "security.W008", "security.W012", "security.W016"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "assembler.portal.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
}
