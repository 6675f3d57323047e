"""The addresses below `/sign-in/`. The names with underscores are those by which allauth asks for an address."""

from allauth.account.views import AccountInactiveView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from django.urls import path

from assembler.portal.sign_in import directory, views
from assembler.portal.sign_in import factor_views as factors

urlpatterns = [
    path("", views.ask_link, name="sign-in"),
    path("", views.ask_link, name="account_login"),
    path("", views.ask_link, name="account_request_login_code"),
    path("confirm/", views.confirm_code, name="account_confirm_login_code"),
    path(
        "inactive/", AccountInactiveView.as_view(template_name="portal/sign_in/inactive.html"), name="account_inactive"
    ),
    path("link/<str:secret>/", views.use_link, name="sign-in-link"),
    path("password/", factors.PasswordView.as_view(), name="sign-in-password"),
    path("passkey/", factors.PasskeyView.as_view(), name="mfa_login_webauthn"),
    path("second-factor/", factors.SecondFactorView.as_view(), name="mfa_authenticate"),
    path("directory/", directory.ask_directory, name="directory"),
    path("directory/answer/", directory.take_answer, {"provider_id": "directory"}, name="openid_connect_callback"),
    path("settings/", factors.FactorsView.as_view(), name="mfa_index"),
    path("settings/", factors.FactorsView.as_view(), name="mfa_list_webauthn"),
    path("settings/password/", factors.NewPasswordView.as_view(), name="new-password"),
    path("settings/app/", factors.AddAppView.as_view(), name="mfa_activate_totp"),
    path("settings/app/remove/", factors.RemoveAppView.as_view(), name="mfa_deactivate_totp"),
    path("settings/passkey/", factors.AddPasskeyView.as_view(), name="mfa_add_webauthn"),
    path("settings/passkey/<int:pk>/remove/", factors.RemovePasskeyView.as_view(), name="mfa_remove_webauthn"),
    path(
        "settings/codes/",
        ViewRecoveryCodesView.as_view(template_name="portal/sign_in/codes.html"),
        name="mfa_view_recovery_codes",
    ),
    path(
        "settings/codes/new/",
        GenerateRecoveryCodesView.as_view(template_name="portal/sign_in/new_codes.html"),
        name="mfa_generate_recovery_codes",
    ),
    path("again/", factors.sign_in_again, name="sign-in-again"),
    path("again/password/", factors.AgainWithPasswordView.as_view(), name="account_reauthenticate"),
    path("again/code/", factors.AgainWithCodeView.as_view(), name="mfa_reauthenticate"),
    path("again/passkey/", factors.AgainWithPasskeyView.as_view(), name="mfa_reauthenticate_webauthn"),
]
