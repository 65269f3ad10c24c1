"""Addresses of the area."""

from django.urls import URLPattern, path

from zhivo.web.questions import answer, questions, value_answer, values

urls: list[URLPattern] = [
    path("", questions.questions, name="list"),
    path("answered/", questions.answered, name="answered"),
    path("<int:pk>/answer/", answer.answer, name="answer"),
    path("values/", values.values, name="values"),
    path("values/answer/", value_answer.values_answer, name="values_answer"),
    path("values/<int:pk>/answer/", value_answer.value_answer, name="value_answer"),
]
