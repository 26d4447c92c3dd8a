"""How accounts behave where the account library asks: language of the mail, who may sign up."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from django.utils import translation

from coach.models import Person
from coach.models.fields import seal, unseal


class SignIn(AuthenticationBackend):
    """By address and password. Whose session it is, is asked at every request."""

    def get_user(self, user_id: Any) -> Person | None:
        person = Person.objects.by_id(user_id)
        return person if person is not None and self.user_can_authenticate(person) else None


class AccountAdapter(DefaultAccountAdapter):
    """Keeps the language of the phone that signed up, and writes every later mail in it."""

    def save_user(self, request: Any, user: Person, form: Any, commit: bool = True) -> Person:  # noqa: FBT001, FBT002
        language = translation.get_language_from_request(request)
        user.language = language if language in Person.Language.values else Person.Language.NL
        return super().save_user(request, user, form, commit)  # type: ignore[no-any-return]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        person = context.get("user") or Person.objects.filter(email=email.lower()).first()
        with translation.override(person.language if person else translation.get_language()):
            super().send_mail(template_prefix, email, context)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps the secrets behind codes sealed: a copy of the database must not let anybody in."""

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)
