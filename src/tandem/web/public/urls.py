from django.urls import path

from tandem.web.public import feeds, glossary, join, style_guide, views

urlpatterns = [
    path("", views.home, name="home"),
    path("agenda/<str:token>.ics", feeds.feed, name="feed"),
    path("woorden/", glossary.glossary, name="glossary"),
    path("meedoen/bevestigen/<str:signed>/", join.confirm, name="join-confirm"),
    path("meedoen/<slug:campaign_slug>/", join.join, name="join"),
    path("meedoen/<slug:campaign_slug>/verstuurd/", join.sent, name="join-sent"),
    path("taal/", views.choose_language, name="choose-language"),
    path("stijl/voortgang/<int:step>/", style_guide.progress, name="style-guide-progress"),
    path("stijl/", style_guide.style_guide, name="style-guide"),
]
