"""How the service meets the network: the settings of what it says over HTTP."""

from csp.constants import NONE, SELF, UNSAFE_INLINE

from coach.variables import env, number

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "img-src": [SELF, "data:"],
        "style-src": [SELF, UNSAFE_INLINE],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "object-src": [NONE],
    }
}
HTTPS_ONLY = {
    "SECURE_SSL_REDIRECT": True,
    "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
    "SECURE_HSTS_SECONDS": 60 * 60 * 24 * 365,
    "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
    "SECURE_HSTS_PRELOAD": True,
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
}

# A phone is no browser and needs none of this; a web app does, from the origins an installation names.
CORS_ALLOWED_ORIGINS = env.list("COACH_WEB_ORIGINS", default=[])
CORS_URLS_REGEX = r"^/api/"
CORS_ALLOW_HEADERS = (
    "accept",
    "accept-language",
    "authorization",
    "content-type",
    "if-none-match",
    "x-app-version",
    "x-session-token",
)
CORS_EXPOSE_HEADERS = ("etag", "link", "ratelimit", "ratelimit-policy", "retry-after")

PROXIES = number(
    "COACH_PROXIES", 0, "how many proxies of your own stand in front, each naming whom it serves"
)
# Requests a minute. The address is shared by a whole office, hence its width.
COACH_LIMITS = {
    "read": number("COACH_LIMIT_READ", 600, "how many reads a person may make in a minute; 0 for any number"),
    "write": number(
        "COACH_LIMIT_WRITE", 300, "how many writes a person may make in a minute; 0 for any number"
    ),
    "heavy": number("COACH_LIMIT_HEAVY", 10, "how many exports a person may ask for in a minute; 0 for any"),
    "address": number(
        "COACH_LIMIT_ADDRESS", 6000, "how many requests an address may make in a minute; 0 for any"
    ),
}

COACH_APP_MINIMUM = env.str("COACH_APP_MINIMUM", default="")
COACH_APP_LINK = env.str("COACH_APP_LINK", default="")
"""An app older than this is told to update, and where; both empty: any will do."""
