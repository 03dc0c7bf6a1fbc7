"""All settings of Tandem, read top to bottom. What differs between places comes from the environment."""

import os
from pathlib import Path

import platformdirs
from django.utils.translation import gettext_lazy as _

from tandem.config import databases, env, sign_in

## PLACES ON DISK

PACKAGE_DIR = Path(__file__).resolve().parent.parent
TANDEM_DATA = env.folder(
    "TANDEM_DATA",
    Path("/var/lib/tandem") if os.name == "posix" and os.geteuid() == 0 else platformdirs.user_data_path("tandem"),
)

## SERVER

DEBUG = env.flag("TANDEM_DEBUG")
SECRET_KEY = env.text("TANDEM_SECRET_KEY", "") or databases.kept_secret(TANDEM_DATA)
ALLOWED_HOSTS = env.listing("TANDEM_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.listing("TANDEM_ORIGINS")
BASE_URL = env.text("TANDEM_URL", "http://localhost:8000")
ROOT_URLCONF = "tandem.config.urls"
WSGI_APPLICATION = "tandem.config.wsgi.application"

## DATABASE: PostgreSQL and only PostgreSQL; `default` serves, `owner` migrates.

DATABASES = databases.from_environment(TANDEM_DATA)
DATABASE_ROUTERS = ["tandem.safeguarding.router.Router"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

## KEYS: free text on people is sealed under keys that are wrapped by the one in this file; back it up apart

TANDEM_KEY_FILE = env.folder("TANDEM_KEY_FILE", TANDEM_DATA / "keys" / "wrapping.key")
# Signals have a key file of their own: who may read the rest of Tandem's keys reads no signal.
TANDEM_SAFEGUARDING_KEY_FILE = env.folder("TANDEM_SAFEGUARDING_KEY_FILE", TANDEM_DATA / "keys" / "safeguarding.key")

## AUDIT TRAIL: the head of each chain is noted every day, here and with the data protection officer

TANDEM_AUDIT_HEADS = env.folder("TANDEM_AUDIT_HEADS", TANDEM_DATA / "audit" / "heads.log")
TANDEM_DPO_EMAIL = env.text("TANDEM_DPO_EMAIL", "")

## APPLICATIONS

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_cotton",
    "django_htmx",
    "procrastinate.contrib.django",
    "tandem.core",
    "tandem.people",
    "tandem.initiatives",
    "tandem.scheduling",
    "tandem.logbook",
    "tandem.privacy",
    "tandem.safeguarding",
    "tandem.quality",
    "tandem.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tandem.web.security.ContentSecurityPolicyMiddleware",
    "tandem.web.walls_middleware.AtTheDoor",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tandem.web.account.sessions.LifetimeMiddleware",
    "tandem.web.account.card_session.CardMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "tandem.web.family.language.FamilyLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    # Before whoever opens a transaction for the request: a wrong guess counts even when the page's work is undone.
    "tandem.web.account.limits.LimitMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tandem.web.walls_middleware.BehindTheWalls",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE_DIR / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tandem.web.context.navigation",
                "tandem.web.context.family",
            ],
        },
    }
]
COTTON_DIR = "components"

## ACCOUNTS

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Tandem: "
ACCOUNT_SESSION_REMEMBER = False  # school devices are shared: see tandem.web.account.sessions
ACCOUNT_ADAPTER = "tandem.web.account.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "tandem.web.account.forms.LoginForm",
    "request_login_code": "tandem.web.account.forms.RequestLoginCodeForm",
}
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Ours (tandem.core.limits) count in the shared database, and never lock out a school behind one address.
ACCOUNT_RATE_LIMITS = False
MFA_RATE_LIMITS = False
MFA_ADAPTER = "tandem.web.account.adapter.MFAAdapter"
MFA_FORMS = {
    "authenticate": "tandem.web.account.forms.AuthenticateForm",
    "reauthenticate": "tandem.web.account.forms.ReauthenticateForm",
    "activate_totp": "tandem.web.account.forms.ActivateTOTPForm",
    "add_webauthn": "tandem.web.account.forms.AddPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Tandem"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
MFA_RECOVERY_CODES_SHOW_ONCE = True
SIGN_IN_WITH = [each for each, _app in sign_in.sign_ins()]
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"APPS": [app for _each, app in sign_in.sign_ins()], "OAUTH_PKCE_ENABLED": True}
}
SOCIALACCOUNT_ADAPTER = "tandem.web.account.school_sign_in.SocialAccountAdapter"
# By a link, not a form: what follows leads past addresses that our form-action rightly refuses.
SOCIALACCOUNT_LOGIN_ON_GET = True
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TANDEM_PROXIES", 0)

## LANGUAGES AND TIME

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Nederlands")), ("en", _("English"))]
# What families see also speaks these; `tandem.web.family.language` chooses, and staff pages stay in the two above.
FAMILY_LANGUAGES = {
    "nl": "Nederlands",
    "fr": "Français",
    "ar": "العربية",
    "tr": "Türkçe",
    "pl": "Polski",
    "uk": "Українська",
    "es": "Español",
    "en": "English",
}
LOCALE_PATHS = [PACKAGE_DIR / "web" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Brussels"

## FILES

STATIC_URL = "/static/"
STATIC_ROOT = TANDEM_DATA / "static"
# Names carry a hash of the content, so a browser keeps them for good and still never shows an old style.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

## BACKGROUND WORK: each app's tasks are found by themselves, those of all of Tandem are named

PROCRASTINATE_IMPORT_PATHS = ["tandem.config.tasks"]

## E-MAIL

EMAIL_BACKEND = env.text("TANDEM_EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = TANDEM_DATA / "mail"
DEFAULT_FROM_EMAIL = env.text("TANDEM_FROM", "Tandem <tandem@localhost>")

## SHORT MESSAGES to phones: `mail` (to an address at a provider's domain), `file`, a class of one's own, or none

SMS_GATEWAY = env.text("TANDEM_SMS", "")
SMS_DOMAIN = env.text("TANDEM_SMS_DOMAIN", "")
SMS_FILE_PATH = TANDEM_DATA / "sms"

## SECURITY

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BASE_URL.startswith("https://")
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_FAILURE_VIEW = "tandem.web.errors.csrf_failure"

## LOGS: never the content of a row

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "tandem.config.logs.WithoutRows"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.text("TANDEM_LOG_LEVEL", "WARNING")},
}
