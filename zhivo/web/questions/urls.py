"""Addresses of the area."""

from django.urls import URLPattern, path

from zhivo.web.questions import answer, questions

urls: list[URLPattern] = [
    path("", questions.questions, name="list"),
    path("answered/", questions.answered, name="answered"),
    path("<int:pk>/answer/", answer.answer, name="answer"),
]
