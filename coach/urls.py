"""Every address the service answers to."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("api.urls")),
    path("admin/", admin.site.urls),
]
handler404 = "api.problems.page_not_found"
handler500 = "api.problems.server_error"
