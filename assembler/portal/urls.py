"""Every address and its view."""

from django.urls import include, path

from assembler.portal.api import routes
from assembler.portal.production import appearance_pages, build_pages, comparison_pages, progress
from assembler.portal.sign_in import views as sign_in
from assembler.portal.views import (
    account,
    clearance,
    events,
    general,
    home,
    invitations,
    mail,
    matrix,
    merge,
    moves,
    my,
    new_report,
    plan,
    reminders,
    rounds,
    text,
    workbench,
)

handler429 = "assembler.portal.sign_in.limits.answer_too_many"

_TEXT = "r/<str:report>/my/<str:entity>/<str:organization>/"

urlpatterns = [
    path("", home.home, name="home"),
    path("api/v1/", routes.urls),
    path("sign-in/", include("assembler.portal.sign_in.urls")),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("admin/", include("assembler.portal.administration.urls")),
    path("me/", account.account, name="account"),
    path("me/tokens/", account.make_token, name="make-token"),
    path("me/tokens/<int:number>/revoke/", account.end_token, name="end-token"),
    path("me/sign-out-everywhere/", sign_in.leave_everywhere, name="sign-out-everywhere"),
    path("r/<str:report>/", matrix.matrix, name="matrix"),
    path("r/<str:report>/views/", matrix.views, name="views"),
    path("r/<str:report>/words/", matrix.words, name="words"),
    path("reports/new/", new_report.new_report, name="new-report"),
    path("r/<str:report>/invitations/", invitations.invitations, name="invitations"),
    path("mail/", mail.mail, name="mail"),
    path("mail/held/", mail.held, name="held-mail"),
    path("r/<str:report>/events/", events.events, name="events"),
    path("r/<str:report>/clearance/", rounds.rounds, name="rounds"),
    path("r/<str:report>/clearance/<slug:entity>.<slug:format>", rounds.excerpt, name="excerpt"),
    path("r/<str:report>/reminders/", reminders.reminders, name="reminders"),
    path("r/<str:report>/merge/", merge.merge, name="merge"),
    path("r/<str:report>/org/<slug:organization>/", workbench.workbench, name="workbench"),
    path("r/<str:report>/plan/", plan.plan, name="plan"),
    path("r/<str:report>/general/", general.general, name="general"),
    path("r/<str:report>/general/<slug:name>/", general.general_text, name="general-text"),
    path("r/<str:report>/builds/", build_pages.builds, name="builds"),
    path("r/<str:report>/builds/appearance/", appearance_pages.appearance, name="appearance"),
    path("r/<str:report>/builds/appearance/emblem/", appearance_pages.emblem, name="emblem"),
    path("r/<str:report>/builds/appearance/templates/<str:name>", appearance_pages.template, name="template"),
    path("r/<str:report>/builds/compare/", comparison_pages.comparison, name="comparison"),
    path("r/<str:report>/builds/compare/<slug:format>", comparison_pages.redline, name="redline"),
    path("r/<str:report>/builds/<slug:id>/", build_pages.build, name="build"),
    path("r/<str:report>/builds/<slug:id>/progress/", progress.progress, name="build-progress"),
    path("r/<str:report>/builds/<slug:id>/send/", build_pages.send, name="send-draft"),
    path("r/<str:report>/builds/<slug:id>/files/<str:name>", build_pages.output, name="output"),
    path("r/<str:report>/my/", my.my, name="my"),
    path("r/<str:report>/form/<str:entity>/", my.form, name="form"),
    path("r/<str:report>/form/<str:entity>/<str:organization>/", my.form, name="form-of-one"),
    path("r/<str:report>/receipts/<int:number>/", my.receipt, name="receipt"),
    path(_TEXT, text.text, name="text"),
    path(f"{_TEXT}check/", text.check, name="check"),
    path(f"{_TEXT}changes/", text.changes, name="changes"),
    path(f"{_TEXT}messages/", text.send_message, name="messages"),
    path(f"{_TEXT}settle/", text.settle, name="settle"),
    path(f"{_TEXT}share/", text.share, name="share"),
    path(f"{_TEXT}submit/", moves.submit, name="submit"),
    path(f"{_TEXT}clear/", clearance.clear, name="clear"),
    path(f"{_TEXT}act/<str:move>/", moves.act, name="act"),
]
