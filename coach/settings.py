"""All settings, on one page.

`COACH_MODE=local` (the default) needs no variable at all: keys live in the data folder, PostgreSQL and
Valkey come from their wheels unless `DATABASE_URL` and `REDIS_URL` name real ones.
`COACH_MODE=production` demands every secret and says which one is missing, what for, and an example.
"""

from email.utils import parseaddr
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from coach import local
from coach.edge import (  # noqa: F401  # settings on a page of their own
    COACH_APP_LINK,
    COACH_APP_MINIMUM,
    COACH_LIMITS,
    CONTENT_SECURITY_POLICY,
    CORS_ALLOW_HEADERS,
    CORS_ALLOWED_ORIGINS,
    CORS_EXPOSE_HEADERS,
    CORS_URLS_REGEX,
    HTTPS_ONLY,
    PROXIES,
)
from coach.look import UNFOLD  # noqa: F401  # a setting, kept on a page of its own
from coach.openapi import SPECTACULAR_SETTINGS  # noqa: F401  # a setting like those below
from coach.signing_in import *  # noqa: F403  # those of the account library
from coach.triage.countries import COUNTRIES
from coach.variables import choice, env, number, policies, required

BASE_DIR = Path(__file__).resolve().parent.parent
PRODUCTION = choice("COACH_MODE", ("local", "production"), "where the service runs") == "production"
DATA = local.data_folder()

# --- secrets -----------------------------------------------------------------------------------------------
if PRODUCTION:
    SECRET_KEY = required(
        "COACH_SECRET_KEY", "the signing key of sessions and links", "<50 random characters>"
    )
    JWT_KEY = required(
        "COACH_JWT_KEY", "the RSA key that signs tokens, in PEM", "'-----BEGIN PRIVATE KEY-----…'"
    )
    KEYSET = required(
        "COACH_KEYSET", "the path of the Tink keyset that seals free text", "/etc/coach/keyset.json"
    )
    ALLOWED_HOSTS = required(
        "COACH_HOSTS", "the host names it answers to, comma between", "coach.example.org"
    ).split(",")
    required("DATABASE_URL", "the PostgreSQL server", "postgres://user:password@host:5432/coach")
    required("REDIS_URL", "the Valkey or Redis server", "redis://host:6379")
else:
    SECRET_KEY = local.secret_key(DATA)
    JWT_KEY = local.jwt_key(DATA)
    KEYSET = str(local.keyset(DATA))
    ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *env.list("COACH_HOSTS", default=[])]
DEBUG = False
TINK_FIELDS_CONFIG = {"default": {"cleartext": True, "path": KEYSET}}

# --- the service itself ------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "coach.apps.CoachConfig",
    "exercises.apps.ExercisesConfig",
    "reminders.apps.RemindersConfig",
    "api.apps.ApiConfig",
    "unfold",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.headless",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "rest_framework",
    "corsheaders",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "pghistory",
    "pgtrigger",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "coach.middleware.ContentSecurityPolicy",
    "corsheaders.middleware.CorsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "api.middleware.Edge",
    "api.accounts.Accounts",
]
ROOT_URLCONF = "coach.urls"
WSGI_APPLICATION = "coach.wsgi.application"
AUTH_USER_MODEL = "coach.Person"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "coach" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- what it says about health -----------------------------------------------------------------------------
COACH_COUNTRY = choice(
    "COACH_COUNTRY", tuple(COUNTRIES), "the country whose doctors and emergency number a warning names"
)
COACH_ADVICE = (
    choice("COACH_ADVICE", ("on", "off"), "whether it gives verdicts and acts on warning signs") == "on"
)
COACH_POLICIES = policies("COACH_POLICIES")

# --- what phones hold ---------------------------------------------------------------------------------------
COACH_TOMBSTONE_DAYS = number(
    "COACH_TOMBSTONE_DAYS", 180, "how long a phone may be away and hear of deletions"
)
# Any word. Change it after putting back a snapshot of a disk: the other ways of restoring are noticed.
COACH_EPOCH = env.str("COACH_EPOCH", default="")

# --- the real parts ----------------------------------------------------------------------------------------
DATABASE = env.db_url("DATABASE_URL", default=local.database_url(DATA))
if POOL := number("COACH_DB_POOL", 8, "how many database connections a process keeps; 0 for none"):
    DATABASE.setdefault("OPTIONS", {})["pool"] = {
        "min_size": 1,
        "max_size": POOL,
        "timeout": 10,
        "reconnect_timeout": 2,  # pauses between attempts double: beyond this they outlast a restart
    }
DATABASE["CONN_HEALTH_CHECKS"] = True  # otherwise a restarted database costs an error per connection kept
DATABASES = {"default": DATABASE}
REDIS_URL = env.str("REDIS_URL", default="")
CACHES = {
    "default": {
        "BACKEND": "coach.caching.Cache",
        "LOCATION": REDIS_URL or local.redis_url(DATA),
        "KEY_PREFIX": "coach",
    }
}
# Celery spells a unix socket differently.
BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://").replace("?db=", "?virtual_host=")
CELERY_BROKER_URL = BROKER_URL or local.broker_url(DATA)

# --- language and time -------------------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "coach" / "locale"]
TIME_ZONE = "UTC"

# --- accounts ----------------------------------------------------------------------------------------------
HEADLESS_JWT_PRIVATE_KEY = JWT_KEY
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
COACH_STAFF_SECOND_FACTOR = (
    choice(
        "COACH_STAFF_SECOND_FACTOR",
        ("on", "off") if PRODUCTION else ("off", "on"),
        "whether staff need a code after the password",
    )
    == "on"
)
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

# --- mail: a folder in local mode, a real server wherever EMAIL_URL names one ------------------------------
if PRODUCTION or env.str("EMAIL_URL", default=""):
    required("EMAIL_URL", "the mail server", "smtp+tls://user:password@host:587")
    vars().update(env.email_url("EMAIL_URL"))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA / "mail"
DEFAULT_FROM_EMAIL = env.str("COACH_MAIL_FROM", default="Coach <coach@localhost>")
EMAIL_TIMEOUT = 10  # seconds; without, a silent mail server would hold its worker for ever

# --- push: each channel is on where its variables are set --------------------------------------------------
COACH_VAPID_KEY = env.str("COACH_VAPID_KEY", default="" if PRODUCTION else local.vapid_key(DATA))
COACH_VAPID_CONTACT = f"mailto:{parseaddr(DEFAULT_FROM_EMAIL)[1]}"
# The push services of Chrome and most others, Firefox, Safari and Edge, each with the names below it.
COACH_WEBPUSH_HOSTS = env.list(
    "COACH_WEBPUSH_HOSTS",
    default=["fcm.googleapis.com", "push.services.mozilla.com", "push.apple.com", "notify.windows.com"],
)
COACH_FCM_ACCOUNT = env.str("COACH_FCM_ACCOUNT", default="")
COACH_FCM_URL = env.str("COACH_FCM_URL", default="https://fcm.googleapis.com")
if COACH_APNS_KEY := env.str("COACH_APNS_KEY", default=""):
    COACH_APNS_KEY_ID = required("COACH_APNS_KEY_ID", "the id of Apple's signing key", "ABC123DEFG")
    COACH_APNS_TEAM = required("COACH_APNS_TEAM", "the id of the team at Apple", "DEF123GHIJ")
    COACH_APNS_TOPIC = required("COACH_APNS_TOPIC", "the bundle id of the app", "org.example.coach")
    COACH_APNS_URL = env.str("COACH_APNS_URL", default="https://api.push.apple.com")

# --- HTTP --------------------------------------------------------------------------------------------------
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static" if PRODUCTION else None  # `collectstatic` fills it
WHITENOISE_USE_FINDERS = not PRODUCTION
if PRODUCTION:
    vars().update(HTTPS_ONLY)
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["api.authentication.BearerToken"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_THROTTLE_CLASSES": ["api.limits.Limits"],
    "DEFAULT_RENDERER_CLASSES": ["api.rendering.Json"],
    "DEFAULT_PARSER_CLASSES": ["api.parsers.StrictJSONParser"],
    "DEFAULT_PAGINATION_CLASS": "api.pagination.Pages",
    "DEFAULT_FILTER_BACKENDS": ["api.filters.StrictFilters"],
    "DEFAULT_SCHEMA_CLASS": "api.schema.Schema",
    "EXCEPTION_HANDLER": "api.problems.handle",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}

# --- the nudge ---------------------------------------------------------------------------------------------
# PostgreSQL holds every due time; the broker only carries wake-up calls, so losing it loses seconds.
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 300,
    "unacked_restore_interval": 2,
    "unacked_restore_throttle": 1,
    "socket_timeout": 10,
    "socket_connect_timeout": 5,
    "socket_keepalive": REDIS_URL != "",
}

# --- logs: never health data, never tokens -----------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("COACH_LOG_LEVEL", default="INFO")},
    "loggers": {
        "httpx": {"level": "WARNING"},  # it would log the address, which is a secret of its owner
        # Two lines for every task that came and went well, one task or more a second, day and night.
        **{
            name: {"level": "WARNING"}
            for name in ("celery.worker.strategy", "celery.app.trace", "celery.beat")
        },
    },
}
