"""Settings of the account library: how one signs up, proves who one is, and stays signed in."""

from coach.variables import env

AUTHENTICATION_BACKENDS = ["coach.accounts.SignIn"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
ACCOUNT_ADAPTER = "coach.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Coach: "
# A whole office signs up from one address on the day its programme starts, hence the wide limits per address.
ACCOUNT_RATE_LIMITS = {
    "signup": "120/m/ip",
    "login": "240/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    **env.json("COACH_ACCOUNT_LIMITS", default={}),
}
ACCOUNT_REAUTHENTICATION_REQUIRED = True
HEADLESS_ONLY = True
HEADLESS_CLIENTS = ("app",)
# Where a link in a mail leads: into the app, by its own scheme or by a universal link.
APP_URL = env.str("COACH_APP_URL", default="coach://app").rstrip("/")
HEADLESS_FRONTEND_URLS = {
    "account_signup": f"{APP_URL}/signup",
    "account_reset_password": f"{APP_URL}/password/reset",
    "account_reset_password_from_key": f"{APP_URL}/password/reset/{{key}}",
    "account_confirm_email": f"{APP_URL}/email/verify/{{key}}",
    "socialaccount_login_error": f"{APP_URL}/login/failed",
}
HEADLESS_TOKEN_STRATEGY = "coach.tokens.EachRefreshOnce"  # noqa: S105
# Each request looks the session up, so that a token dies with its session, its password and its person.
HEADLESS_JWT_STATEFUL_VALIDATION_ENABLED = True
HEADLESS_JWT_ACCESS_TOKEN_EXPIRES_IN = 60 * 60
HEADLESS_JWT_REFRESH_TOKEN_EXPIRES_IN = 60 * 60 * 24 * 60
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = HEADLESS_JWT_REFRESH_TOKEN_EXPIRES_IN

# The second factor: codes of an app, recovery codes, and passkeys, which need no password at all.
MFA_ADAPTER = "coach.accounts.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Coach"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off

# Signing in through an employer, by OpenID Connect; none unless an installation names some.
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": env.json("COACH_OIDC", default=[])}}
