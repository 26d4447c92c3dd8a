"""Accounts and organisations, for the people who run the service. No word about anybody's health."""

from importlib import import_module
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.admin import TabularInline
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from coach.admin.doors import Door, superuser
from coach.models import Membership, Organisation, Person
from coach.models.organisation import new_code

ROLES = ("is_active", "is_physio", "is_superuser")

# Roles decide, not groups. Whether an address is verified is up to whoever reads its mail; who signs in with
# what, and from where, is up to them, too. Their employers' sign-ins come from the settings.
for part in ("account", "mfa", "socialaccount", "usersessions"):
    import_module(f"allauth.{part}.admin")  # registers them
admin.site.unregister(
    [Group, EmailAddress, Authenticator, SocialAccount, SocialApp, SocialToken, UserSession]
)


@admin.register(Person)
class PersonAdmin(Door, UserAdmin):  # type: ignore[type-arg]
    opens_to = (superuser,)
    form, add_form, change_password_form = UserChangeForm, UserCreationForm, AdminPasswordChangeForm
    list_display = ("email", "display_name", "language", *ROLES)
    list_filter = ROLES
    search_fields = ("email", "display_name")
    ordering = ("email",)
    filter_horizontal = ()
    fieldsets: Any = (  # type: ignore[misc]
        (None, {"fields": ("email", "password", "display_name", "language", "time_zone")}),
        (_("Roles"), {"fields": ROLES}),
    )
    add_fieldsets: Any = (
        (None, {"fields": ("email", "display_name", "language", "time_zone", "is_physio")}),
        (_("Password"), {"fields": ("usable_password", "password1", "password2")}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.is_open(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.is_open(request)

    def save_model(self, request: HttpRequest, obj: Person, form: Any, change: bool) -> None:  # noqa: FBT001
        """The dashboard's door follows from the role: nobody is let in without one."""
        obj.is_staff = obj.is_physio or obj.is_superuser
        super().save_model(request, obj, form, change)


class MembershipInline(TabularInline):
    model = Membership
    fields = ("person", "role", "joined_at", "left_at")
    readonly_fields = ("joined_at",)
    autocomplete_fields = ("person",)
    extra = 0
    can_delete = False


@admin.register(Organisation)
class OrganisationAdmin(Door):
    opens_to = (superuser,)
    list_display = ("name", "time_zone", "join_code")
    search_fields = ("name",)
    ordering = ("name",)
    fields = ("name", "time_zone", "join_code")
    readonly_fields = ("join_code",)
    inlines = (MembershipInline,)
    actions = ("renew_join_code",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.is_open(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.is_open(request)

    def save_formset(self, request: HttpRequest, form: ModelForm, formset: Any, change: bool) -> None:  # type: ignore[type-arg]  # noqa: FBT001
        for added in formset.extra_forms:
            added.instance.joined_at = timezone.now()
        super().save_formset(request, form, formset, change)

    @admin.action(description=_("Make a new code to join; the old one stops working"), permissions=["change"])
    def renew_join_code(self, request: HttpRequest, organisations: QuerySet[Organisation]) -> None:
        for organisation in organisations:
            organisation.join_code = new_code()
            organisation.save(update_fields=["join_code"])
        count = len(organisations)
        self.message_user(
            request,
            ngettext("%(count)d code was renewed.", "%(count)d codes were renewed.", count)
            % {"count": count},
            messages.SUCCESS,
        )
