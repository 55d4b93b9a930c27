"""What fits whom, for programs: the three answers with all their reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, cast

from django.conf import settings

from savienojums.network.schemas import Named
from savienojums.support import schemas
from savienojums.support.kinds import Standing
from savienojums.support.queries.asking import asked_by
from savienojums.support.queries.fit import fits_for

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import QueryDict

    from savienojums.support.queries.reasons import Judgement, Reason
    from savienojums.support.queries.versions import Link


def fitting(asked: QueryDict, at: datetime) -> dict[str, Any]:
    """What fits whoever asks, what cannot be told yet, what does not fit; with reasons, and what would decide more."""
    who = asked_by(None, asked, at)
    result = fits_for(None, who, at, shown=asked.get("list", ""), page=asked.get("page", ""))
    is_past = int(asked.get("page", "1")) > result.page.last
    return {
        "answer": result.shown,
        "counts": result.counts,
        "items": [] if is_past else [_fitting(each) for each in result.page.rows],
        "total": result.page.total,
        "questions": [
            schemas.Question(text=each.in_full, parameter=each.parameter, alone=each.alone, among=each.among)
            for each in result.questions
        ],
        "one_answer_away": result.one_answer_away,
    }


def _fitting(each: Judgement) -> schemas.Fitting:
    card = each.card
    return schemas.Fitting(
        measure=Named(slug=card.slug, name=card.name),
        provider=card.provider,
        standing=schemas.StandingFacts(value=Standing(card.standing), text=card.standing_text),
        deadline=card.deadline,
        reasons=[_reason(one) for one in each.reasons],
        may_be_partner=bool(each.leads),
        wider=_linked(each.wider) if each.wider else None,
        local=[_linked(one) for one in each.local],
        source_url=each.source_url or None,
        url=settings.SITE_URL + card.url,
    )


def _linked(link: Link) -> schemas.Linked:
    return schemas.Linked(name=link.name, url=settings.SITE_URL + link.url)


def _reason(one: Reason) -> schemas.ReasonFacts:
    return schemas.ReasonFacts(
        answer=cast("Literal['yes', 'unknown', 'no']", one.answer),
        text=one.text,
        quote=one.quote,
        where=one.where,
        key=one.key,
        parts=[_reason(part) for part in one.parts],
    )
