# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one settings module. Everything a place may differ in comes from the environment:

PRAKTIJK_DATA       folder for database, uploads, mail and key (default ./var)
DATABASE_URL        a PostgreSQL server; without it the embedded one runs in PRAKTIJK_DATA
PRAKTIJK_DEMO       1 in the demonstration: steps into roles without a password, mail to files
PRAKTIJK_DEBUG      1 shows Django's own error pages
PRAKTIJK_HOSTS      names this installation answers to, separated by commas
PRAKTIJK_ADDRESS    address that links in mails begin with, such as https://praktijk.example.org (default: the
                    first of PRAKTIJK_HOSTS; without those, where it served last on this machine)
PRAKTIJK_HTTPS      1 behind a proxy with TLS: secure cookies, HSTS, redirects; it says who asks
PRAKTIJK_OWN_STATE  two-letter code of the state whose ministry this is (default NL)
PRAKTIJK_MINISTRY_NL, PRAKTIJK_MINISTRY_EN   the ministry's name in the top bar
PRAKTIJK_TOKENS     path under static/ of a ministry's own design tokens
PRAKTIJK_PARLIAMENT_ADDRESS   where Parliament's open data is read daily (OData v4; several with spaces)
PRAKTIJK_PARLIAMENT_MINISTRY  whose items are followed (default "Buitenlandse Zaken"; several with ;)
PRAKTIJK_CHECK_LINKS  1 lets the worker look whether links to evidence lead somewhere (public addresses only)
PRAKTIJK_MEANING    class of the model for searching by meaning, or "off" (default: the one that comes along)
EMAIL_URL           smtp://user:password@host:587 (?tls=1)
"""

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from praktijk import keys, postgres
from praktijk.errors import UserError

BASE_DIR = Path(__file__).resolve().parent.parent


def _on(name: str) -> bool:
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "on"}


DATA_DIR = Path(os.environ.get("PRAKTIJK_DATA", "var")).resolve()
DEMO = _on("PRAKTIJK_DEMO")
DEBUG = _on("PRAKTIJK_DEBUG")
HTTPS = _on("PRAKTIJK_HTTPS")
OWN_STATE = os.environ.get("PRAKTIJK_OWN_STATE", "NL")
MINISTRY = {
    "nl": os.environ.get("PRAKTIJK_MINISTRY_NL", "Ministerie van Buitenlandse Zaken"),
    "en": os.environ.get("PRAKTIJK_MINISTRY_EN", "Ministry of Foreign Affairs"),
}
MINISTRY_TOKENS = os.environ.get("PRAKTIJK_TOKENS", "")
PARLIAMENT_ADDRESS = os.environ.get("PRAKTIJK_PARLIAMENT_ADDRESS", "")
PARLIAMENT_MINISTRY = os.environ.get("PRAKTIJK_PARLIAMENT_MINISTRY", "") or "Buitenlandse Zaken"

SECRET_KEY = keys.secret_key(DATA_DIR)
ALLOWED_HOSTS = [
    host for host in os.environ.get("PRAKTIJK_HOSTS", "127.0.0.1,localhost,[::1]").split(",") if host
]


def _address() -> str:
    """Where links in mails lead, without a slash at the end. Raises UserError for what is no address."""
    named = os.environ.get("PRAKTIJK_ADDRESS", "").strip().rstrip("/")
    if not named:
        scheme = "https" if HTTPS else "http"
        hosts = [host.strip() for host in os.environ.get("PRAKTIJK_HOSTS", "").split(",")]
        if public := next((host for host in hosts if host and host[0] not in "*."), ""):
            return f"{scheme}://{public}"
        return _served_last() or f"{scheme}://127.0.0.1:{os.environ.get('PORT', '8000')}"
    try:
        parts = urlsplit(named)
        complete = parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.username
        _ = parts.port
    except ValueError:
        complete = False
    if not complete or any(sign.isspace() for sign in named):
        raise UserError("PRAKTIJK_ADDRESS is no address: https://praktijk.example.org is one.")
    return named


def _served_last() -> str:
    """The address at which `praktijk serve` last served from this data folder, or empty."""
    try:
        return (DATA_DIR / "run" / "address").read_text("utf-8").strip()
    except OSError:
        return ""


ADDRESS = _address()

INSTALLED_APPS = [
    "praktijk.demonstration",
    "praktijk.accountability",
    "praktijk.dossiers",
    "praktijk.indicators",
    "praktijk.focus",
    "praktijk.recommendations.un",
    "praktijk.recommendations",
    "praktijk.sources",
    "praktijk.reference",
    "praktijk.web",
    "praktijk.access",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "praktijk.access.middleware.PlaceMiddleware",
    "praktijk.web.middleware.PersonLanguageMiddleware",
    "praktijk.web.middleware.UnkeptPagesMiddleware",
    "praktijk.access.middleware.SignInFirstMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "praktijk.web.middleware.WrongMethodMiddleware",
]

ROOT_URLCONF = "praktijk.config.urls"
WSGI_APPLICATION = "praktijk.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "praktijk.web.context.frame",
            ],
        },
    },
]

# Timeouts so that one slow query or one held lock never stops the house.
DATABASES = {
    "default": postgres.settings(
        os.environ.get("DATABASE_URL"),
        DATA_DIR,
        options="-c lock_timeout=5s -c statement_timeout=30s -c idle_in_transaction_session_timeout=60s",
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "praktijk.access.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_EMAIL_NOTIFICATIONS = True

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False
FORMAT_MODULE_PATH = ["praktijk.web.formats"]

STATIC_URL = "/static/"
STORAGES = {
    "default": {
        "BACKEND": "praktijk.web.stored_files.WholeFilesStorage",
        "OPTIONS": {
            "location": DATA_DIR / "uploads",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {"BACKEND": "praktijk.web.storage.MarkedStaticFilesStorage"},
}
# Finders serve the files from the rooms themselves, so that nothing needs collecting to run.
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
# Addresses carry a mark of the content (web/storage.py), so what was fetched once never goes stale.
WHITENOISE_MAX_AGE = 0 if DEBUG else 31_536_000

CHECK_LINKS = _on("PRAKTIJK_CHECK_LINKS")
# The class that makes vectors of texts, dotted; "off" for none, empty for the one that comes along.
MEANING = os.environ.get("PRAKTIJK_MEANING", "").strip()

MAX_UPLOAD_BYTES = 25 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "praktijk.web.uploads.BoundedUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
# Limits on trying count each address by itself, and not the proxy's for everybody.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "praktijk.web.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

DEFAULT_FROM_EMAIL = os.environ.get("PRAKTIJK_MAIL_FROM", "praktijk@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
if email_url := os.environ.get("EMAIL_URL"):
    try:
        _mail = urlsplit(email_url)
        EMAIL_PORT = _mail.port or 25
    except ValueError as error:
        raise UserError(
            "EMAIL_URL is no address of a mail server: smtp://user:password@host:587 is one."
        ) from error
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _mail.hostname or "localhost"
    EMAIL_HOST_USER = unquote(_mail.username or "")
    EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
    EMAIL_USE_TLS = parse_qs(_mail.query).get("tls") == ["1"]
    EMAIL_TIMEOUT = 10
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"

PGHISTORY_APPEND_ONLY = True
PGHISTORY_CREATED_AT_FUNCTION = "praktijk_now()"
PGHISTORY_INSTALL_CONTEXT_FUNC_ON_MIGRATE = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"without_secrets": {"()": "praktijk.web.logs.WithoutSecrets"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["without_secrets"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "praktijk": {"level": "INFO"},
        # A file that is too large is answered with a page; it needs no traceback in the log.
        "django.security.RequestDataTooBig": {"level": "CRITICAL"},
    },
}
