from django.urls import path

from tandem.web.privacy import papers, people

urlpatterns = [
    path("", people.people, name="privacy-people"),
    path("soon/", papers.soon, name="privacy-soon"),
    path("register/", papers.register, name="privacy-register"),
    path("register.pdf", papers.register_paper, name="privacy-register-paper"),
    path("annex.pdf", papers.annex_paper, name="privacy-annex-paper"),
    path("<uuid:person_id>/", people.person, name="privacy-person"),
    path("<uuid:person_id>/everything.<str:kind>", people.everything, name="privacy-everything"),
    path("<uuid:person_id>/erase/", people.erase, name="privacy-erase"),
]
