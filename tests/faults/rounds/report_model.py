"""Reports as one secretary would keep them in one folder."""

from typing import Any

OK, ALREADY_EXISTS, PRECONDITION = 0, 6, 9


class ReportModel:
    """Reports and their corrections, by hospital and day; who is registered
    stands in the book, and in none of the figures.
    """

    service = "readiness"

    def __init__(self) -> None:
        # Revision and occupied beds, by name.
        self._reports: dict[str, tuple[int, int]] = {}

    def decide(self, method: str, fields: dict[str, Any], sequence: int
               ) -> list[tuple[int, str, dict[str, int]]]:
        """The answers that are right to one that is now recorded as this
        entry: code, reason and figures.
        """
        del sequence
        if method.endswith("CreateSubject"):
            return [(OK, "", {})]
        report = fields["report"]
        date = report["report_date"]
        occupied = int(report["readings"][1]["reading"]["value"])
        revision = 1
        if method.endswith("CorrectReport"):
            name = fields["name"]
            known = self._reports[name][0]
            if int(fields["revision"]) != known:
                return [(PRECONDITION, "REVISION_CHANGED",
                         {"revision": known})]
            revision = known + 1
        else:
            name = (f"{fields['parent']}/reports/{date['year']:04}-"
                    f"{date['month']:02}-{date['day']:02}")
            if name in self._reports:
                return [(ALREADY_EXISTS, "REPORT_EXISTS",
                         {"revision": self._reports[name][0]})]
        self._reports[name] = (revision, occupied)
        return [(OK, "", {"revision": revision, "occupied": occupied})]

    def figures(self, view: str) -> dict[str, int]:
        """What a read shows now of a facility: revisions and beds of each
        report.
        """
        return {name: revision * 10_000 + occupied
                for name, (revision, occupied) in self._reports.items()
                if name.startswith(view + "/")}
