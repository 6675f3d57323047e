"""The addresses of the administrator's pages."""

from django.urls import path

from assembler.portal.administration import people_pages

urlpatterns = [
    path("", people_pages.people, name="administration"),
    path("people/", people_pages.people, name="people"),
    path("people/add/", people_pages.add_person, name="add-person"),
    path("people/table/", people_pages.table, name="people-table"),
    path("people/<int:number>/", people_pages.person, name="person"),
]
