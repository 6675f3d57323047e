"""The addresses of the administrator's pages."""

from django.urls import path

from assembler.portal.administration import event_pages, installation_pages, people_pages, report_pages

urlpatterns = [
    path("", people_pages.people, name="administration"),
    path("people/", people_pages.people, name="people"),
    path("people/add/", people_pages.add_person, name="add-person"),
    path("people/table/", people_pages.table, name="people-table"),
    path("people/<int:number>/", people_pages.person, name="person"),
    path("reports/", report_pages.reports, name="reports"),
    path("reports.csv", report_pages.reports_csv, name="reports-csv"),
    path("reports/import/", report_pages.take_folder, name="report-import"),
    path("reports/<str:report>/export/", report_pages.give_folder, name="report-export"),
    path("events/", event_pages.events, name="all-events"),
    path("events.csv", event_pages.events_csv, name="all-events-csv"),
    path("health/", installation_pages.health, name="health"),
    path("backup/", installation_pages.backup, name="backup"),
]
