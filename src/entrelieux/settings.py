"""Django settings. Everything a host may change is an `ENTRELIEUX_…` variable of the environment;
docs/en/settings.md lists them all (a test compares)."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from entrelieux import environment as env

PACKAGE = Path(__file__).resolve().parent

# --- where things are ------------------------------------------------------------------------
DATA_DIR = Path(env.text("DATA_DIR", "var")).resolve()
DATABASES = {
    "default": env.database(
        env.text("DATABASE_URL", f"sqlite:///{DATA_DIR / 'entrelieux.sqlite3'}"), busy_seconds=20
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = DATA_DIR / "media"
STATIC_ROOT = DATA_DIR / "static"
STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "static"]
ATLAS_DIR = DATA_DIR / "atlas"
# "file": several processes of one host; "database": several hosts (one more query per request).
ATLAS_STAMP = env.text("ATLAS_STAMP", "file")

# --- who answers, and how safely -------------------------------------------------------------
DEBUG = env.flag("DEBUG", default=False)
DEMO = env.flag("DEMO", default=False)
BASE_URL = env.text("BASE_URL", "http://127.0.0.1:8000").rstrip("/")
HTTPS = BASE_URL.startswith("https://")
# Where visitors find the code that runs here: the licence asks for it.
SOURCE_URL = env.text("SOURCE_URL")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
SECRET_KEY = env.text("SECRET_KEY") or env.kept_secret(DATA_DIR)
CSRF_TRUSTED_ORIGINS = [BASE_URL]
# How many reverse proxies of yours stand before this server: whom to believe about addresses.
PROXIES = env.number("PROXIES", 0)
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", *env.words("MAP_HOSTS")],
        "font-src": [SELF],
        "connect-src": [SELF, *env.words("MAP_HOSTS")],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# --- what runs -------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "entrelieux.platform",
    "entrelieux.messaging",
    "entrelieux.search",
    "entrelieux.accounts",
    "entrelieux.communities",
    "entrelieux.lexicons",
    "entrelieux.places",
    "entrelieux.exchanges",
    "entrelieux.charters",
    "entrelieux.people",
    "entrelieux.inventory",
    "entrelieux.resources",
    "entrelieux.activities",
    "entrelieux.projects",
    "entrelieux.contributions",
    "entrelieux.sources",
    "entrelieux.bridges",
    "entrelieux.bookings",
    "entrelieux.strength",
    "entrelieux.introductions",
    "entrelieux.meetings",
    "entrelieux.web",
]
MIDDLEWARE = [
    "entrelieux.web.middleware.ClientAddressMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "entrelieux.web.middleware.CompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "entrelieux.web.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "entrelieux.web.middleware.GetNeverWritesMiddleware",
    "entrelieux.web.middleware.ErrorMiddleware",
    "entrelieux.api.middleware.ApiMiddleware",
]
ROOT_URLCONF = "entrelieux.urls"
WSGI_APPLICATION = "entrelieux.wsgi.application"
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
                "csp.context_processors.nonce",
                "entrelieux.web.context.site",
            ],
        },
    }
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
IMPORT_MAX_BYTES = env.number("IMPORT_MAX_MEGABYTES", 60) * 1024 * 1024

# --- people ----------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account"
LOGOUT_REDIRECT_URL = "/"
# Signing in by an e-mailed code is our own (ADR 0007); allauth does the passkeys.
# Who may do everything on this server, from their next sign-in on.
OPERATORS = [address.lower() for address in env.words("OPERATORS")]
ACCOUNT_ADAPTER = "entrelieux.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ADAPTER = "entrelieux.accounts.adapter.PasskeyAdapter"
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
EMAIL_BACKEND = "entrelieux.messaging.backend.OutboxBackend"
OUTGOING_SMTP = env.text("SMTP_URL")  # smtp+tls://user:password@host:587; empty: outbox only
DEFAULT_FROM_EMAIL = env.text("FROM_EMAIL", "Entrelieux <bonjour@localhost>")

# --- language and time -----------------------------------------------------------------------
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("français")), ("en", _("anglais"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "Europe/Paris"

# --- the territory ---------------------------------------------------------------------------
TERRITORY_DEPARTMENTS = env.words("DEPARTMENTS", "03,15,43,63")
TERRITORY_NAME = env.text("TERRITORY", "Auvergne")
BASE_MAPS = env.words("BASE_MAPS", "offline")  # offline, ign, openfreemap
# The words of communities, that searches are read with (search/words.py).
SEARCH_WORDS = "entrelieux.lexicons.search_words.community_words"
# What the search finds, kind by kind (search/kinds.py).
ATLAS_DOCUMENT_SOURCES = {
    "place": "entrelieux.places.documents.PlaceDocuments",
    "resource": "entrelieux.resources.documents.ResourceDocuments",
    "usage": "entrelieux.activities.documents.UsageDocuments",
    "event": "entrelieux.activities.documents.EventDocuments",
    "project": "entrelieux.projects.documents.ProjectDocuments",
}
# What the apps above `projects` show on the page of a project, and do when somebody takes back her
# wish to be introduced to others.
PROJECT_SECTIONS = ["entrelieux.meetings.sections.project_section"]
MEETINGS_ENDED = ["entrelieux.meetings.actions.close_unanswered"]
# What the apps above `places` show on the page of a place (places/sections.py).
PLACE_SECTIONS = [
    "entrelieux.places.stops.stops_section",
    "entrelieux.activities.sections.events_section",
    "entrelieux.activities.sections.usages_section",
    "entrelieux.resources.sections.resources_section",
    "entrelieux.charters.sections.charter_section",
    "entrelieux.projects.sections.projects_section",
    "entrelieux.bridges.sections.needs_section",
    "entrelieux.meetings.sections.place_section",
    "entrelieux.bookings.sections.bookings_section",
    "entrelieux.bookings.sections.loans_section",
    "entrelieux.contributions.sections.contribute_section",
]
# What communities call the badges of their rules (exchanges/badges.py).
BADGES_IN_WORDS = "entrelieux.charters.naming.badges_in_words"
# What the page of a resource lets do with it.
RESOURCE_GESTURES = [
    "entrelieux.bookings.gestures.booking_gestures",
    "entrelieux.bookings.gestures.loan_gestures",
    "entrelieux.bridges.gestures.repair_gestures",
]
# The models whose `facts` hold values under the words of communities.
FACT_HOLDERS = [
    "resources.Resource",
    "activities.Usage",
    "activities.Event",
    "projects.Project",
]
# What each app keeps about a person, and what becomes of it when she leaves: `KEPT` of each module.
PERSONAL_DATA = [
    "entrelieux.accounts.personal",
    "entrelieux.communities.personal",
    "entrelieux.lexicons.personal",
    "entrelieux.places.personal",
    "entrelieux.exchanges.personal",
    "entrelieux.charters.personal",
    "entrelieux.people.personal",
    "entrelieux.inventory.personal",
    "entrelieux.resources.personal",
    "entrelieux.activities.personal",
    "entrelieux.projects.personal",
    "entrelieux.contributions.personal",
    "entrelieux.sources.personal",
    "entrelieux.bridges.personal",
    "entrelieux.bookings.personal",
    "entrelieux.introductions.personal",
    "entrelieux.meetings.personal",
]
JOB_HANDLERS = [
    "entrelieux.platform.tasks",
    "entrelieux.messaging.tasks",
    "entrelieux.search.tasks",
    "entrelieux.inventory.tasks",
    "entrelieux.activities.tasks",
    "entrelieux.charters.tasks",
    "entrelieux.sources.tasks",
    "entrelieux.contributions.tasks",
    "entrelieux.bookings.tasks",
    "entrelieux.strength.tasks",
    "entrelieux.introductions.tasks",
    "entrelieux.bridges.tasks",
]


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "WARNING")},
}
