"""Every address and its view."""

from django.urls import include, path

from assembler.portal.api import routes
from assembler.portal.views import home, sign_in

urlpatterns = [
    path("", home.home, name="home"),
    path("sign-in/link/<str:secret>/", sign_in.use_link, name="sign-in-link"),
    path("api/v1/", routes.urls),
    path("accounts/", include("allauth.urls")),
]
