"""The addresses below `/sign-in/`."""

from django.urls import path

from assembler.portal.sign_in import views

urlpatterns = [
    path("", views.sign_in, name="sign-in"),
    path("", views.sign_in, name="account_login"),
    path("link/<str:secret>/", views.use_link, name="sign-in-link"),
]
