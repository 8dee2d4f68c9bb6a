"""Staff and their groups."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from unfold.admin import ModelAdmin
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from serai.config.back_office.sign_in.proof_page import asked_again
from serai.config.second_factor.remove_factor import reset_second_factor
from serai.plumbing.back_office import act_on_each

admin.site.unregister(User)
admin.site.unregister(Group)


class AsksAgain:
    """What decides who may get in and do what: whoever changes it has proven lately who they are."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return the form of adding and changing."""
        return asked_again(request) or super().changeform_view(request, *args, **kwargs)  # type: ignore[misc]

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return the question before deleting."""
        return asked_again(request) or super().delete_view(request, *args, **kwargs)  # type: ignore[misc]

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return the list; its buttons act on several at once."""
        first = asked_again(request) if request.method == "POST" else None
        return first or super().changelist_view(request, *args, **kwargs)  # type: ignore[misc]


@admin.register(User)
class StaffAdmin(AsksAgain, DjangoUserAdmin, ModelAdmin):  # type: ignore[type-arg]
    """People who work here. Only a superuser may hand out permissions, or reset a second factor."""

    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    list_display = ("username", "first_name", "last_name", "is_active", "last_login")
    actions: Any = ("reset_second_factors",)

    def user_change_password(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return the form for somebody else's password."""
        return asked_again(request) or super().user_change_password(request, *args, **kwargs)

    @admin.action(description=gettext_lazy("Reset the second factor"), permissions=["reset"])
    def reset_second_factors(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Forget the apps, passkeys and recovery codes of the selected people."""
        act_on_each(
            self,
            request,
            queryset,
            lambda user: reset_second_factor(user.pk),
            "second factor reset",
        )

    def has_reset_permission(self, request: HttpRequest) -> bool:
        """Only a superuser opens a door that somebody has locked."""
        return bool(request.user.is_superuser)

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        """Delete somebody, and what they had set up."""
        reset_second_factor(obj.pk)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Delete people, and what they had set up."""
        for user in queryset:
            reset_second_factor(user.pk)
        super().delete_queryset(request, queryset)

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
class StaffGroupAdmin(AsksAgain, DjangoGroupAdmin, ModelAdmin):
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
