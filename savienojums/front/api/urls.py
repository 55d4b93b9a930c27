"""Addresses for programs: the read API, and the CommonGrants protocol beside it."""

from django.urls import path, re_path

from savienojums.front.api import door
from savienojums.support.api import common_grants

urlpatterns = [
    path("api/", door.manual, name="api"),
    path("api/openapi.json", door.document, name="api_document"),
    path("api/common-grants.json", common_grants.contract, name="common_grants_contract"),
    re_path(r"^api/(?P<rest>.+)$", door.answer, name="api_answer"),
    path("common-grants/opportunities", common_grants.opportunities, name="opportunities"),
    path("common-grants/opportunities/search", common_grants.search, name="opportunity_search"),
    path("common-grants/opportunities/<str:opp_id>", common_grants.opportunity, name="opportunity"),
    re_path(r"^common-grants/", common_grants.unrouted, name="common_grants_unrouted"),
]
