"""What programs may ask of conversations: the same as everyone sees on their pages, never more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from savienojums.core.refusal import NotFound
from savienojums.network.schemas import Named
from savienojums.voices.kinds import PhaseKind
from savienojums.voices.models import Conversation, Participant, Statement, Vote
from savienojums.voices.queries.maps import latest_map
from savienojums.voices.rules.exchange import results_everyones
from savienojums.voices.schemas import (
    ConversationFacts,
    ConversationWhole,
    GroupFacts,
    GroupShare,
    PhaseFacts,
    Share,
    StatementFacts,
)

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from savienojums.voices.models import MapMade


def conversations_between(
    standing: str | None, span: tuple[int, int], at: datetime
) -> tuple[list[ConversationFacts], int]:
    """Those that stand in lists, from the one place to the other; and how many there are."""
    rows = _rows(Conversation.objects.listed()).order_by("-published_at", "-pk")
    if standing is None:
        return [_facts(each, at) for each in rows[slice(*span)]], Conversation.objects.listed().count()
    # How far one has come is worked out, so it is asked of each; a region has some hundreds of them at most.
    found = [each.pk for each in _bare().order_by("-published_at", "-pk") if each.standing(at) == standing]
    known = {each.pk: each for each in rows.filter(pk__in=found[slice(*span)])}
    return [_facts(known[pk], at) for pk in found[slice(*span)] if pk in known], len(found)


def public_conversation(slug: str, at: datetime) -> ConversationWhole:
    """One that everyone may see, with its statements; results once they are public."""
    found = _rows(Conversation.objects.published()).filter(slug=slug).first()
    if found is None:
        raise NotFound
    made = latest_map(found) if results_everyones(found, at) else None
    return ConversationWhole(
        **dict(_facts(found, at)),
        statements_list=_statements(found, made),
        map_made_at=made.made_at if made else None,
        groups=[GroupFacts(name=each["letter"], people=each["size"]) for each in made.told["groups"]] if made else [],
        source=found.source_note or None,
    )


def _bare() -> QuerySet[Conversation]:
    rows: QuerySet[Conversation] = Conversation.objects.listed()
    return rows.prefetch_related("phases")


def _rows(rows: QuerySet[Conversation]) -> QuerySet[Conversation]:
    votes = Vote.objects.filter(participant__aside_at=None)
    return (
        rows.select_related("organisation")
        .prefetch_related("phases", "themes", "places")
        .annotate(
            people=_counted(Participant.objects.counted(), "conversation"),
            asked=_counted(Statement.objects.shown().filter(same_as=None), "conversation"),
            answered=_counted(votes, "participant__conversation"),
        )
    )


def _counted(those: QuerySet[Any], relation: str) -> Coalesce:
    rows = those.filter(**{relation: OuterRef("pk")}).order_by().values(relation)
    return Coalesce(Subquery(rows.annotate(count=Count("pk")).values("count"), output_field=IntegerField()), 0)


def _facts(row: Any, at: datetime) -> ConversationFacts:
    standing = row.standing(at)
    address = settings.SITE_URL + row.get_absolute_url()
    asks = row.organisation
    return ConversationFacts(
        id=row.public_id, slug=row.slug, title=str(row.title), question=str(row.question), intro=str(row.intro),
        standing=standing, standing_text=str(standing.label),
        organisation=Named(slug=asks.slug, name=asks.name) if asks and asks.published_at else None,
        phases=[
            PhaseFacts(
                kind=PhaseKind(each.kind), kind_text=str(each.get_kind_display()), name=str(each.name) or None,
                opens_at=each.opens_at, closes_at=each.closes_at,
            )
            for each in row.phases.all()
        ],
        places=[Named(slug=each.slug, name=each.name) for each in row.places.all()],
        themes=[Named(slug=each.slug, name=str(each.name)) for each in row.themes.all()],
        participants=row.people, answers=row.answered, statements=row.asked,
        results_public=results_everyones(row, at), is_example=row.is_example, url=address,
        data_url=settings.SITE_URL + reverse("conversation_data", args=[row.slug]),
    )  # fmt: skip


def _statements(conversation: Conversation, made: MapMade | None) -> list[StatementFacts]:
    shares = made.told["shares"] if made else {}
    letters = [each["letter"] for each in made.told["groups"]] if made else []
    rows = conversation.statements.shown().filter(same_as=None).order_by("number")
    return [_statement(each, shares.get(str(each.pk)) or [None], letters) for each in rows]


def _statement(row: Statement, shares: list[Any], letters: list[str]) -> StatementFacts:
    whole, *groups = shares
    return StatementFacts(
        number=row.number, text=str(row.text), language=row.text.language(), is_seed=row.is_seed,
        all=Share(**_share(whole)) if whole else None,
        groups=[
            GroupShare(group=letter, **_share(each)) for letter, each in zip(letters, groups, strict=False) if each
        ],
    )  # fmt: skip


def _share(told: dict[str, Any]) -> dict[str, Any]:
    agree, low, high = told["agree"]
    return {
        "answered": told["n"], "agree": agree, "agree_low": low, "agree_high": high,
        "disagree": told["disagree"][0], "passed": told["pass"][0],
    }  # fmt: skip
