"""Settings. What an installation decides comes from five environment variables, all optional:

LIVELAB_HOME      folder of what the lab keeps: database, secret key (default: `var` in the project)
LIVELAB_DATABASE  `sqlite:///path` or `postgresql://user:word@host:port/name` (default: a file)
LIVELAB_REDIS     `redis://host:port/0` when several processes serve one lab (default: one process)
LIVELAB_ORIGINS   exact origins of the pages, commas between (default: this machine, port 8000)
LIVELAB_HTTPS     `1` behind a proxy that ends TLS and sets X-Forwarded-Proto and X-Forwarded-For
                  (default: `1` when every origin begins with https)
"""

import os
from pathlib import Path
from typing import Any

from .database import database
from .origins import hosts_of, parse_origins
from .secret_key import load_keys
from .translations import compile_all

BASE_DIR = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("LIVELAB_HOME") or BASE_DIR / "var")
HOME.mkdir(parents=True, exist_ok=True, mode=0o700)
REDIS = os.environ.get("LIVELAB_REDIS", "")
#: What was erased, outside the database and so outside its backups (contributions/journal.py).
ERASURES = HOME / "erasures.jsonl"
ORIGINS_GIVEN = bool(os.environ.get("LIVELAB_ORIGINS"))

#: The exact origins whose pages may open sockets and send forms. `serve` may replace them at start.
LIVELAB_ORIGINS = parse_origins(
    os.environ.get("LIVELAB_ORIGINS") or "http://127.0.0.1:8000,http://localhost:8000"
)
_https_origins = all(origin.startswith("https://") for origin in LIVELAB_ORIGINS)
HTTPS = os.environ.get("LIVELAB_HTTPS", "1" if _https_origins else "") == "1"

DEBUG = False
SECRET_KEY, *SECRET_KEY_FALLBACKS = load_keys(HOME)
ALLOWED_HOSTS = hosts_of(LIVELAB_ORIGINS)
CSRF_TRUSTED_ORIGINS = list(LIVELAB_ORIGINS)

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "rest_framework",
    "drf_spectacular",
    "channels",
    "contributions",
    "files",
    "accounts",
    "challenges",
    "boards",
    "demo",
    "livelab",
]
MIDDLEWARE = [
    "livelab.security.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "livelab.static.BuiltFrontend",
    "livelab.security.AdmittedOrigin",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "livelab.urls"
ASGI_APPLICATION = "livelab.asgi.application"
APPEND_SLASH = False
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]

DATABASES = {"default": database(os.environ.get("LIVELAB_DATABASE", ""), HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CHANNEL_LAYERS: dict[str, dict[str, Any]] = {
    "default": (
        {
            # Pub/sub: when Redis restarts the sockets stay open; the log heals what was lost.
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [REDIS]},
        }
        if REDIS
        else {"BACKEND": "channels.layers.InMemoryChannelLayer"}
    )
}

# People and their sessions
AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name",)},
    }
] + [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
# `__Host-` cookies cannot be set by a neighbouring subdomain; browsers want TLS for them.
COOKIE_PREFIX = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}livelab_session"
DEVICE_COOKIE_NAME = f"{COOKIE_PREFIX}livelab_device"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "livelab.views.csrf_failure"

# Transport
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^api/health$"]  # the engine asks inside, past the proxy
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # HSTS for subdomains,
    "security.W021",  # and preloading, speak for a whole domain, which is not ours to promise
]

# What a request may weigh
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# Languages
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("nl", "Nederlands")]
LANGUAGE_COOKIE_NAME = "livelab_language"
LOCALE_PATHS = [compile_all(BASE_DIR / "locale", HOME)]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# The built browser application; Vite puts a content hash into each name.
FRONTEND_DIST = BASE_DIR / "frontend" / "dist"
STATIC_URL = "/static/"
STATIC_ROOT = FRONTEND_DIST
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_IMMUTABLE_FILE_TEST = r"^.+-[A-Za-z0-9_-]{8}\.[a-z0-9]+$"

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["accounts.authentication.DeviceOrSession"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["livelab.parsers.StrictJSONParser"],
    "DEFAULT_THROTTLE_CLASSES": [],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "livelab.errors.exception_handler",
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "LiveLab",
    "DESCRIPTION": "A co-creation workspace for living labs.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "SCHEMA_PATH_PREFIX": "/api",
    "SORT_OPERATIONS": True,
    "ENUM_NAME_OVERRIDES": {
        "FlagReason": "boards.serializers.REASONS",
        "ConsentPurpose": "accounts.serializers.PURPOSES",
        "Language": "accounts.serializers.LANGUAGES",
        "LoginLinkKind": "accounts.login_links_serializers.KINDS",
        "OrganisationKind": "accounts.organisations.KINDS",
        "LabRole": "accounts.people_serializers.ROLES",
        "ChallengeState": "challenges.models.Challenge.State",
        "ChallengeAudience": "challenges.models.Challenge.Audience",
        "IpPolicy": "challenges.models.Challenge.Terms",
        "FileKind": "challenges.models.ChallengeFile.Kind",
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"scrub": {"()": "livelab.logs.Scrub"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["scrub"],
        },
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "livelab": {"level": "INFO"},
        # It writes a traceback each second while Redis is away; `boards.channel` says so once.
        "channels_redis.pubsub": {"level": "CRITICAL"},
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # A wrong Host is answered 400. Anybody can send one: no trace of our code for each.
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
        "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}
