"""The addresses below `/sign-in/`. Several names for one address are those by which allauth asks for it."""

from allauth.account import views as account
from django.urls import path

from assembler.portal.sign_in import views

urlpatterns = [
    path("", views.ask_link, name="sign-in"),
    path("", views.ask_link, name="account_login"),
    path("", views.ask_link, name="account_request_login_code"),
    path("confirm/", views.confirm_code, name="account_confirm_login_code"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("link/<str:secret>/", views.use_link, name="sign-in-link"),
]
