"""Staff and their groups."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest
from unfold.admin import ModelAdmin
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

admin.site.unregister(User)
admin.site.unregister(Group)


@admin.register(User)
class StaffAdmin(DjangoUserAdmin, ModelAdmin):  # type: ignore[type-arg]
    """People who work here. Only a superuser may hand out permissions."""

    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    list_display = ("username", "first_name", "last_name", "is_active", "last_login")

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Return what this user may not edit."""
        guarded = () if request.user.is_superuser else ("is_superuser", "is_staff", "groups")
        rights = () if request.user.is_superuser else ("user_permissions",)
        return (*super().get_readonly_fields(request, obj), *guarded, *rights)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Nobody but a superuser changes a superuser."""
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return bool(super().has_change_permission(request, obj))


@admin.register(Group)
class StaffGroupAdmin(DjangoGroupAdmin, ModelAdmin):
    """What a kind of work may see and do; only a superuser decides."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Only a superuser decides what a group may do."""
        return bool(request.user.is_superuser)

    def has_change_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        """Only a superuser decides what a group may do."""
        return bool(request.user.is_superuser)

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        """Only a superuser decides what a group may do."""
        return bool(request.user.is_superuser)
