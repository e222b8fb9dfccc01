"""Addresses of the shared front."""

from django.urls import URLPattern, URLResolver, path

from greenroom.web.device import favicon, manifest, offline, service_worker
from greenroom.web.faces import face
from greenroom.web.health import healthz, readyz
from greenroom.web.identities import identities_css
from greenroom.web.keys import keys
from greenroom.web.languages import speak
from greenroom.web.metrics import metrics

urlpatterns: list[URLPattern | URLResolver] = [
    path("identities.css", identities_css, name="identities"),
    path("faces/<int:identity_id>/<slug:kind>/<slug:variant>", face, name="face"),
    path("favicon.ico", favicon, name="favicon"),
    path("manifest.webmanifest", manifest, name="manifest"),
    path("service-worker.js", service_worker, name="service-worker"),
    path("offline/", offline, name="offline"),
    path("keys/", keys, name="keys"),
    path("language/<str:code>/", speak, name="language"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
]
