"""Every address: each area of `web` brings its own list."""

from django.urls import include, path

from zhivo.web.clients.urls import urls as clients
from zhivo.web.entry.urls import urls as entry
from zhivo.web.fields.urls import urls as fields
from zhivo.web.forms.urls import urls as forms
from zhivo.web.home.urls import urls as home
from zhivo.web.imports.urls import urls as imports
from zhivo.web.journal.urls import urls as journal
from zhivo.web.people.urls import urls as people
from zhivo.web.profile.urls import urls as profile
from zhivo.web.quality.urls import urls as quality
from zhivo.web.questions.urls import urls as questions
from zhivo.web.search.urls import urls as search

urlpatterns = [
    path("", include((home, "home"))),
    path("", include((entry, "entry"))),
    path("clients/", include((clients, "clients"))),
    path("fields/", include((fields, "fields"))),
    path("form/", include((forms, "forms"))),
    path("imports/", include((imports, "imports"))),
    path("journal/", include((journal, "journal"))),
    path("people/", include((people, "people"))),
    path("profile/", include((profile, "profile"))),
    path("quality/", include((quality, "quality"))),
    path("questions/", include((questions, "questions"))),
    path("search/", include((search, "search"))),
]

handler400 = "zhivo.web.faults.bad_request"
handler403 = "zhivo.web.faults.forbidden"
handler404 = "zhivo.web.faults.not_found"
handler500 = "zhivo.web.faults.broken"
