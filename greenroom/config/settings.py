"""Every setting of the program; what an operator may change comes from the environment (docs/hosting)."""

import sys
from pathlib import Path

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from greenroom.config import env, logs
from greenroom.config.restoring import require_whole
from greenroom.config.secret import secret_key
from greenroom.config.static import version_of
from greenroom.config.whereabouts import served_at

BASE_DIR = Path(__file__).resolve().parent.parent

DATA_DIR = Path(env.text("GREENROOM_DATA") or "data").resolve()  # set to nothing is not set, here as in `up`
require_whole(DATA_DIR)
PUBLIC_URL = env.text("GREENROOM_URL", served_at(DATA_DIR, env.number("PORT", 0))).rstrip("/")
IS_SECURE = PUBLIC_URL.startswith("https://")
# The mark is written by `greenroom demo` alone, whose world lies in the folder: never open a real database's doors.
IS_DEMO = not env.text("DATABASE_URL") and (DATA_DIR / "demo-world").exists()

SECRET_KEY = secret_key(DATA_DIR)
SECRET_KEY_FALLBACKS = env.names("SECRET_KEY_FALLBACKS")  # former keys, while they are still needed
DEBUG = env.flag("GREENROOM_DEBUG")
ALLOWED_HOSTS = [PUBLIC_URL.split("//")[1].split("/")[0].rsplit(":", 1)[0], *env.names("GREENROOM_HOSTS")]
if not IS_SECURE:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if IS_SECURE else []
TRUSTED_PROXIES = env.names("GREENROOM_PROXIES")
EGRESS_PORTS = frozenset({80, 443, *env.numbers("GREENROOM_EGRESS_PORTS")})  # where requests of ours may go
SIGN_ON_INSIDE = env.names("GREENROOM_SIGN_ON_INSIDE")  # providers of single sign-on in the own network

METRICS_TOKEN = env.text("GREENROOM_METRICS_TOKEN")  # without one there is no /metrics

DESKS = env.names("GREENROOM_DESKS")  # each desk adds its own application when it exists

INSTALLED_APPS = [
    "greenroom.kit",
    "greenroom.people",
    "greenroom.social",
    "greenroom.web",
    "greenroom.fediverse",
    "greenroom.imports",
    "greenroom.exports",
    "greenroom.directory",
    "greenroom.pages",
    "greenroom.testing",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "greenroom.web.journal.JournalMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "greenroom.web.middleware.ReaderMiddleware",
    "greenroom.pages.account.middleware.EmptyNetworkMiddleware",
    "greenroom.web.middleware.TroubleMiddleware",
]

ROOT_URLCONF = "greenroom.config.urls"
WSGI_APPLICATION = "greenroom.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "greenroom.web.frame.frame",
            ],
        },
    },
]

DATABASES = {"default": env.database(env.text("DATABASE_URL"), DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
}

# Who signs in, and how. Passkey, or password with a second factor (trust, section 8; limits of section 13).
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
PASSWORD_RESET_TIMEOUT = 3600
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["handle", "email"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "personas" if IS_DEMO else "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "greenroom.pages.account.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the invitation has proven the address
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key", "login": "30/m/ip", "reset_password": "10/m/ip,5/5m/key"}
MFA_ADAPTER = "greenroom.pages.account.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_SECURE
SESSION_COOKIE_NAME = "__Host-session" if IS_SECURE else "greenroom-session"
CSRF_FAILURE_VIEW = "greenroom.web.errors.forged"
CSRF_COOKIE_NAME = "__Host-csrf" if IS_SECURE else "greenroom-csrf"

# Languages: complete in all three; the catalogue of each room lies in the room.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("de", _("German")), ("fr", _("French"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Static files are served where they lie; the version in the address lets browsers keep them for a year.
STATIC_VERSION = version_of(BASE_DIR)
STATIC_URL = f"/static/{STATIC_VERSION}/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 31_536_000
WHITENOISE_IMMUTABLE_FILE_TEST = "^/static/"
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# Headers. The policy of the design language, section 2.
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "font-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "media-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if IS_SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_SECURE
X_FRAME_OPTIONS = "DENY"

# Sizes (trust, section 13): words up to 1 MB in a form, 1,000 fields; more is a 413 with a sentence.
# The server counts words as they were typed; an encoded form may be three times as long on the wire.
DATA_UPLOAD_MAX_MEMORY_SIZE = 3_300_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000

# Pictures that people bring; the folder lies beside the database and belongs to it (kit.pictures).
PICTURES_FOLDER = DATA_DIR / "media"

# Backups by night, and what they are called from: a process of their own, so that the worker stays small.
BACKUPS_FOLDER = env.text("GREENROOM_BACKUPS")
CONSOLE = [sys.executable, "-m", "greenroom.config.cli"]

# Archives that people asked for, and the line for each erasure that a restore reads.
EXPORTS_FOLDER = DATA_DIR / "exports"
ERASURE_LOG = DATA_DIR / "erasures.jsonl"

LOGGING = logs.configuration(debug=DEBUG)

MAIL_FOLDER = DATA_DIR / "mail"
MAIL_HOST = env.text("MAIL_HOST")
MAIL_PORT = env.number("MAIL_PORT", 587)  # 465: encrypted from the start; else STARTTLS where it is offered
MAIL_USER = env.text("MAIL_USER")
MAIL_PASSWORD = env.text("MAIL_PASSWORD")
MAIL_FROM = env.text("MAIL_FROM", "greenroom@localhost")
