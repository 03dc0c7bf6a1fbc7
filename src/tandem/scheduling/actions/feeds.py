"""Secret addresses of calendar feeds."""

import secrets
from datetime import datetime

from django.db import transaction

from tandem.core import audit
from tandem.people.models import Site, Tutor, User
from tandem.scheduling.models import FeedAddress

BYTES = 32  # 256 bits: nobody finds one by trying


@transaction.atomic
def address_of_tutor(*, tutor: Tutor, by: User, at: datetime) -> FeedAddress:
    """Return the address of a tutor's feed, made the first time it is asked for."""
    feed, is_new = FeedAddress.objects.get_or_create(
        tutor=tutor, defaults={"token": secrets.token_urlsafe(BYTES), "renewed_at": at}
    )
    return _recorded(feed, "feed.opened", by=by, at=at) if is_new else feed


@transaction.atomic
def address_of_site(*, site: Site, by: User, at: datetime) -> FeedAddress:
    """Return the address of a site's feed, made the first time it is asked for."""
    feed, is_new = FeedAddress.objects.get_or_create(
        site=site, defaults={"token": secrets.token_urlsafe(BYTES), "renewed_at": at}
    )
    return _recorded(feed, "feed.opened", by=by, at=at) if is_new else feed


@transaction.atomic
def renew_address(*, feed: FeedAddress, by: User, at: datetime) -> FeedAddress:
    """Give a feed a new address; the old one is dead at once."""
    feed.token = secrets.token_urlsafe(BYTES)
    feed.renewed_at = at
    feed.save(update_fields=["token", "renewed_at"])
    return _recorded(feed, "feed.renewed", by=by, at=at)


def _recorded(feed: FeedAddress, action: str, *, by: User, at: datetime) -> FeedAddress:
    owner = feed.tutor or feed.site
    audit.record(action, target=feed, by=by, at=at, organisation=owner.organisation if owner else None)
    return feed
