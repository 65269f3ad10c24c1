"""Addresses of people and teams."""

from django.urls import URLPattern, path

from zhivo.web.people import people, teams

urls: list[URLPattern] = [
    path("", people.people, name="list"),
    path("new/", people.new, name="new"),
    path("<int:pk>/", people.person, name="person"),
    path("<int:pk>/link/", people.link, name="link"),
    path("teams/", teams.teams, name="teams"),
    path("teams/<int:pk>/", teams.team, name="team"),
]
