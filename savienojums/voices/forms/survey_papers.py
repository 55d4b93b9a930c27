"""What is said of a batch of questionnaires before it is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from savienojums.voices.forms.sheets import PrintingForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from savienojums.voices.actions.survey_papers import Printing


class PapersForm(PrintingForm):
    """Questionnaires of a survey."""

    def __init__(self, *given: Any, languages: Sequence[str], **named: Any) -> None:
        super().__init__(*given, **named)
        self.offer_languages(languages)

    def printing(self) -> Printing:
        """In which language, where they go and come back to."""
        said = self.cleaned_data
        return {
            "language": said["language"], "note": said["note"],
            "returns_to": said["returns_to"], "returns_by": said["returns_by"],
        }  # fmt: skip
