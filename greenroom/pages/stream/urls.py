"""Addresses of the area `stream`."""

from django.urls import URLPattern, URLResolver, path

from greenroom.pages.stream import (
    converters,  # noqa: F401 - registers `post_id`
    views_acts,
    views_change,
    views_clocks,
    views_compose,
    views_drafts,
    views_home,
    views_lists,
    views_notices,
    views_post,
)

POST = "@<slug:handle>/<post_id:post_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views_home.home, name="home"),
    path("compose", views_compose.compose, name="compose"),
    path("compose/clocks/", views_clocks.clocks_then, name="compose-clocks"),
    path("drafts/", views_drafts.drafts, name="drafts"),
    path("drafts/save/", views_drafts.save_draft, name="draft-save"),
    path("drafts/<post_id:draft_id>/", views_drafts.draft, name="draft"),
    path("drafts/<post_id:draft_id>/publish/", views_drafts.publish, name="draft-publish"),
    path("drafts/<post_id:draft_id>/back/", views_drafts.back, name="draft-back"),
    path("drafts/<post_id:draft_id>/discard/", views_drafts.discard_draft, name="draft-discard"),
    path("local/", views_lists.local, name="local"),
    path("network/", views_lists.network, name="network"),
    path("tags/<str:name>/", views_lists.tag, name="tag"),
    path("kept/", views_lists.kept, name="kept"),
    path("notices/", views_notices.notices, name="notices"),
    path("notices/seen/", views_notices.seen, name="notices-seen"),
    path("notices/dismiss/", views_notices.dismiss, name="notices-dismiss"),
    path("notices/answer/", views_notices.answer, name="notices-answer"),
    path(POST, views_post.post, name="post"),
    path(POST + "pictures/<int:number>/", views_post.picture, name="post-picture"),
    path(POST + "history/", views_post.history, name="post-history"),
    path(POST + "boosters/", views_post.boosters, name="post-boosters"),
    path(POST + "helped-by/", views_post.helped_by, name="post-helped-by"),
    path(POST + "reply/", views_compose.reply, name="post-reply"),
    path(POST + "edit/", views_change.edit, name="post-edit"),
    path(POST + "narrow/", views_change.narrow, name="post-narrow"),
    path(POST + "delete/", views_change.delete, name="post-delete"),
    path(POST + "boost/", views_acts.boost, name="post-boost"),
    path(POST + "helped/", views_acts.helped, name="post-helped"),
    path(POST + "keep/", views_acts.keep, name="post-keep"),
    path(POST + "vote/", views_acts.vote, name="post-vote"),
    path(POST + "pin/", views_acts.pin, name="post-pin"),
]
