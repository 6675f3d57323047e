"""The pages on passwords, second factors and passkeys, where they differ from those of allauth."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.forms import SetPasswordForm
from allauth.account.internal.flows.password_change import finalize_password_set
from allauth.account.stages import LoginStage
from allauth.account.views import LoginView
from allauth.account.views import ReauthenticateView as PasswordAgainView
from allauth.decorators import rate_limit
from allauth.mfa.base.views import AuthenticateView, IndexView, ReauthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    LoginWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic.edit import FormView

from assembler.portal.problems import Forbidden, Invalid
from assembler.portal.sign_in.limits import LimitedForm
from assembler.portal.sign_in.second_factor import (
    is_last_factor,
    lacks_second_factor,
    must_have_second_factor,
    trust_session,
)
from assembler.portal.views.my import read_person


class PasskeyPost(LimitedForm):
    """A form that takes what a browser says of a passkey."""

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """The answer. Raises Invalid where what came is nothing that a browser says."""
        try:
            response: HttpResponse = super().post(request, *args, **kwargs)  # type: ignore[misc]
        except (AttributeError, LookupError, TypeError, ValueError) as fault:  # what fido2 raises then
            raise Invalid(_("This is no passkey."), _("Go back, and try again.")) from fault
        return response


class PasswordView(LimitedForm, LoginView):
    """Signs in with a password."""

    template_name = "portal/sign_in/password.html"

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: LoginStage) -> None:
        """Nowhere: whoever has begun in another way may begin anew."""


class SecondFactorView(PasskeyPost, AuthenticateView):
    """Asks for the second factor after a link or a password."""

    template_name = "portal/sign_in/second_factor.html"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """With whether the person has an app, and a passkey."""
        types = Authenticator.objects.filter(user=self.stage.login.user).values_list("type", flat=True)
        has = {"has_app": Authenticator.Type.TOTP in types, "has_passkey": Authenticator.Type.WEBAUTHN in types}
        content: dict[str, object] = super().get_context_data(**kwargs)
        return content | has


class PasskeyView(PasskeyPost, LoginWebAuthnView):
    """Signs in with a passkey."""


class FactorsView(IndexView):
    """The page with the second factors, passkeys and password of a person."""

    template_name = "portal/sign_in/factors.html"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """With whether the person must have a second factor, and whether one is missing in this session."""
        person = read_person(self.request)
        needs = {"is_needed": must_have_second_factor(person), "is_missing": lacks_second_factor(self.request, person)}
        content: dict[str, object] = super().get_context_data(**kwargs)
        return content | needs


class AddAppView(LimitedForm, ActivateTOTPView):
    """Adds an application that makes codes."""

    template_name = "portal/sign_in/add_app.html"

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Adds the application; this session counts as one with a second factor."""
        response: HttpResponse = super().form_valid(form)
        trust_session(self.request, read_person(self.request))
        return response


class RemoveAppView(LimitedForm, DeactivateTOTPView):
    """Removes the application that makes codes."""

    template_name = "portal/sign_in/remove_app.html"


class AddPasskeyView(PasskeyPost, AddWebAuthnView):
    """Adds a passkey."""

    template_name = "portal/sign_in/add_passkey.html"

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Adds the passkey; this session counts as one with a second factor."""
        response: HttpResponse = super().form_valid(form)
        trust_session(self.request, read_person(self.request))
        return response


class RemovePasskeyView(RemoveWebAuthnView):
    """Removes a passkey."""

    template_name = "portal/sign_in/remove_passkey.html"

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Removes it. Raises Forbidden where the person must have a second factor and has no other one."""
        if is_last_factor(self.get_object()):
            raise Forbidden(_("You must have a second factor, and this is your last one."), _("Add another one first."))
        response: HttpResponse = super().form_valid(form)
        return response


@method_decorator(rate_limit(action="change_password"), name="dispatch")  # type: ignore[no-untyped-call]
class NewPasswordView(LimitedForm, FormView[SetPasswordForm]):
    """Sets a password, for whoever has signed in a short time ago."""

    form_class = SetPasswordForm
    template_name = "portal/sign_in/new_password.html"
    success_url = reverse_lazy("mfa_index")

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """The page; else that on which the person proves again who it is."""
        methods = get_adapter(request).get_reauthentication_methods(request.user)
        if get_adapter(request).is_reauthentication_required(app="allauth.account"):
            return redirect(f"{methods[0]['url']}?next={request.path}")
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, object]:
        """With the person."""
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form: SetPasswordForm) -> HttpResponse:
        """Keeps the password; sessions in other browsers end."""
        form.save()
        finalize_password_set(self.request, read_person(self.request))
        return super().form_valid(form)


class AgainWithPasswordView(LimitedForm, PasswordAgainView):
    """Asks for the password once more."""

    template_name = "portal/sign_in/again_with_password.html"


class AgainWithCodeView(LimitedForm, ReauthenticateView):
    """Asks for a code of the second factor once more."""

    template_name = "portal/sign_in/again_with_code.html"


class AgainWithPasskeyView(PasskeyPost, ReauthenticateWebAuthnView):
    """Asks for the passkey once more."""

    template_name = "portal/sign_in/again_with_passkey.html"


def sign_in_again(request: HttpRequest) -> HttpResponse:
    """Asks whoever has neither password nor second factor to sign in once more."""
    return render(request, "portal/sign_in/again.html", {"next": request.GET.get("next", "")})
