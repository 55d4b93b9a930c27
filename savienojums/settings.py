"""The one settings file: the same in development, tests and production."""

from __future__ import annotations

import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from savienojums import __version__, env

PACKAGE = Path(__file__).parent

# --- where things lie -------------------------------------------------------

DATA = env.path("SAVIENOJUMS_DATA") or Path.home() / "savienojums-data"
DATA.mkdir(parents=True, exist_ok=True)
MEDIA_ROOT = DATA / "photos"
MEDIA_URL = "/photos/"
OUTBOX = DATA / "outbox"


def _own_secret() -> str:
    """A key made once and kept in the data folder, readable by its owner only."""
    file = DATA / "secret_key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return file.read_text(encoding="ascii")


def _built(folder: Path) -> str:
    """The list of built files, which changes whenever a style or script does."""
    manifest = folder / "manifest.json"
    return manifest.read_text(encoding="utf-8") if manifest.exists() else ""


SECRET_KEY = env.secret("SECRET_KEY") or _own_secret()
DEBUG = env.flag("DEBUG")
SITE_URL = env.url("SITE_URL")
ALLOWED_HOSTS = [urlsplit(SITE_URL).hostname or "", "127.0.0.1", "localhost", *env.words("ALLOWED_HOSTS")]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# --- the region -------------------------------------------------------------

REGION_NAME = env.text("REGION_NAME")
REGION_PLACE = env.text("REGION_PLACE")
REGION_COLOURS = env.pairs("REGION_COLOURS")
REGION_MARK = env.path("REGION_MARK")
NETWORK_NAME = env.text("NETWORK_NAME")
CONTACT_EMAIL = env.text("CONTACT_EMAIL")

# --- rooms, doors -----------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "template_partials",
    "savienojums.core",
    "savienojums.journal",
    "savienojums.accounts",
    "savienojums.network",
    "savienojums.support",
    "savienojums.events",
    "savienojums.voices",
    "savienojums.front",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "savienojums.core.tidy.TidyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "savienojums.core.open.OpenMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "savienojums.accounts.middleware.PersonMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "savienojums.core.web.RefusalMiddleware",
]
ROOT_URLCONF = "savienojums.urls"
WSGI_APPLICATION = "savienojums.asgi.pages"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "core" / "components"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "template_partials.templatetags.partials",
                "savienojums.core.templatetags.core",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "savienojums.core.web.shell",
            ],
        },
    },
]

# --- database, cache --------------------------------------------------------

SQLITE_SETTINGS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;"
        "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=134217728; PRAGMA journal_size_limit=27103364;"
    ),
}
if address := env.secret("DATABASE_URL"):
    DATABASES = {"default": dj_database_url.parse(address, conn_max_age=600, conn_health_checks=True)}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(DATA / "savienojums.sqlite3"),
            "CONN_MAX_AGE": None,
            "OPTIONS": SQLITE_SETTINGS,
        },
    }
REDIS_URL = env.secret("REDIS_URL")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "core_cache"},
}

# --- people -----------------------------------------------------------------

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "savienojums.accounts.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# The code proves the mailbox each time, so that no second list of proved addresses is needed.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
# Six digits hold only because of these limits: at most 36 guesses a day at one mailbox, whoever guesses.
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "30/m/ip,120/h/ip,400/d/ip,3/m/key,6/h/key,12/d/key",
    "confirm_login_code": "60/m/ip,18/h/key,36/d/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES")
# The house notes visits itself, once an hour and not with each page.
USERSESSIONS_TRACK_ACTIVITY = False
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/mine/"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
# Modules that say what a room holds about a person, and take it away when the person goes.
PERSONAL_RECORDS = [
    "savienojums.accounts.personal",
    "savienojums.network.personal",
    "savienojums.support.personal",
    "savienojums.support.personal_attempts",
    "savienojums.events.personal",
    "savienojums.voices.personal",
]

# --- security ---------------------------------------------------------------

HTTPS = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.number("TRUSTED_PROXIES") else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "savienojums.core.web.stale_form"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

# --- fetching -----------------------------------------------------------------

FETCH_PRIVATE_ADDRESSES = env.words("FETCH_PRIVATE_ADDRESSES")

# --- words ------------------------------------------------------------------

LANGUAGE_CODE = "lv"
LANGUAGES = [("lv", _("Latvian")), ("en", _("English")), ("ru", _("Russian"))]
LANGUAGE_COOKIE_NAME = "language"
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "Europe/Riga"
FORMAT_MODULE_PATH = ["savienojums.core.formats"]

# --- files, mail, logs ------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = PACKAGE / "core" / "static" / "built"
# Changes with the program, its styles and the region, so that a page kept by a browser is never a mixture.
BUILD_MARK = f"{__version__} {REGION_NAME} {REGION_COLOURS} {_built(STATIC_ROOT)}"
# A built file's name tells its content (app-1A2B3C4D.css); the list of them does not.
WHITENOISE_IMMUTABLE_FILE_TEST = r"^.+-[0-9A-Z]{8}\.[a-z0-9]+$"
WHITENOISE_MAX_AGE = 60
EMAIL_FROM = DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("EMAIL_FROM")
if mail := env.secret("EMAIL_URL"):
    _parts = urlsplit(mail)
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = _parts.hostname or "localhost", _parts.port or 587
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_parts.username or ""), unquote(_parts.password or "")
    EMAIL_USE_SSL, EMAIL_USE_TLS = _parts.scheme == "smtps", _parts.scheme == "smtp" and bool(_parts.username)
    EMAIL_TIMEOUT = 20
else:
    EMAIL_BACKEND = "savienojums.core.mail.OutboxBackend"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL")},
}
