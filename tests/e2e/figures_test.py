#!/usr/bin/python3
"""What an operator watches: the figures of real processes, and that alert rules
and dashboard name what these export; ready and alive while the store is away.
"""

import contextlib
import json
import re
import signal
import subprocess
import sys
import unittest

from client import new_id
from county import ALLOCATED, OTHER_HOSPITAL, payment, set_up
from world import BIN, COUNTY, PORTS, ROOT, World, run, wait_until

RULES = ROOT / "deploy/prometheus/alerts.yaml"
DASHBOARD = ROOT / "deploy/grafana/epiledger.json"
# Not what prometheus-cpp says of itself.
SAMPLE = re.compile(r"^(epiledger_\w+)(?:\{(.*)\})? (\S+)$")
LABEL = re.compile(r'(\w+)="([^"]*)"')
# In a query: a figure, and what is asked of its labels.
NAMED = re.compile(r"\b(epiledger_\w+)\s*(?:\{([^}]*)\})?")
MATCHER = re.compile(r'(\w+)(=~|!=|=)"([^"]*)"')
# All labels there are; Prometheus adds job and instance.
LABELS = {"kind", "class", "outcome", "source", "certificate", "le"}
SECONDS = 20
# A service looks for backups every quarter of a minute.
LOOKED = 40
# Of a write while there is no database.
ATTEMPTS = 5
DAY = 24 * 3600
PAGES = ("0042-metrics.md", "0047-rotation-and-backups.md",
         "0051-revocations-and-restores.md")

Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


def samples(text: str) -> Samples:
    """What the text of a process says."""
    found: Samples = {}
    for line in text.splitlines():
        if sample := SAMPLE.match(line):
            labels = frozenset(LABEL.findall(sample[2] or ""))
            found[sample[1], labels] = float(sample[3])
    return found


def queries() -> str:
    """Every query of rules and dashboard."""
    panels = json.loads(DASHBOARD.read_text())["panels"]
    return "\n".join([RULES.read_text(), *(
        target["expr"] for panel in panels for target in panel["targets"])])


class Watched(unittest.TestCase):
    """With a deployment, and short ways to read it."""

    world: World

    def value(self, job: str, name: str, **labels: str) -> float:
        """One figure; 0 where it is not shown."""
        return samples(self.world.figures(job)).get(
            (name, frozenset(labels.items())), 0)

    def health(self, job: str, *flags: str) -> int:
        """What deploy/health ends with."""
        return subprocess.run(
            [ROOT / "deploy/health", *flags, self.world.pki,
             self.world.address(job)], check=False,
            stderr=subprocess.DEVNULL, timeout=30).returncode


class Exported(Watched):
    """A county with some life in it."""

    @classmethod
    def setUpClass(cls):
        cls.world = cls.enterClassContext(World())
        set_up(cls.world)

    def test_rules_and_dashboard_name_what_is_exported(self):
        exported = {key for job in PORTS
                    for key in samples(self.world.figures(job))}
        names = {name for name, _ in exported}
        pairs = {(name, *pair) for name, labels in exported for pair in labels}
        asked = NAMED.findall(queries())
        self.assertGreater(len(asked), 20)
        for name, matchers in asked:
            self.assertIn(name, names)
            for label, how, value in MATCHER.findall(matchers):
                values = value.split("|") if how == "=~" else [value]
                for one in values:
                    self.assertIn((name, label, one), pairs)

    def test_every_figure_is_watched_and_explained(self):
        text = "".join(self.world.figures(job) for job in PORTS)
        families = set(re.findall(r"^# TYPE (epiledger_\w+)", text,
                                  re.MULTILINE))
        self.assertEqual(len(families), 12)
        pages = "".join((ROOT / "docs/decisions" / page).read_text()
                        for page in PAGES)
        for name in families:
            self.assertIn(f"# HELP {name} ", text)
            self.assertIn(name, DASHBOARD.read_text())
            self.assertIn(name, pages)

    def test_prometheus_reads_it_as_it_is_meant(self):
        for job in PORTS:
            done = subprocess.run(
                ["promtool", "check", "metrics"], text=True, check=False,
                input=self.world.figures(job), capture_output=True, timeout=30)
            self.assertEqual((done.returncode, done.stderr), (0, ""), job)

    def test_labels_tell_nothing_of_anybody(self):
        for job in PORTS:
            text = self.world.figures(job)
            for secret in (COUNTY, "990101", "people-hospital", "s-1"):
                self.assertNotIn(secret, text)
            for _, labels in samples(text):
                self.assertLessEqual({name for name, _ in labels}, LABELS)
            self.assertLess(len(text.splitlines()), 120, job)

    def expect_more(self, job: str, name: str, act, **labels: str):
        """`act` adds to a figure."""
        before = self.value(job, name, **labels)
        act()
        # Followers write as well.
        wait_until(lambda: self.value(job, name, **labels) > before, SECONDS)

    def test_what_became_of_writes_is_counted(self):
        finance = self.world.person("finance")
        request = {"request_id": new_id(), "parent": COUNTY,
                   "payment": payment(100)}
        pay = "FundingService.CreatePayment"
        for outcome, act in (
                ("accepted", lambda: finance.call(pay, request)),
                ("repeated", lambda: finance.call(pay, request)),
                ("refused", lambda: finance.refusal(pay, {
                    "request_id": new_id(), "parent": COUNTY,
                    "payment": payment(2 * ALLOCATED)})),
                ("undecided", lambda: finance.refusal(pay, request | {
                    "payment": payment(101)}))):
            with self.subTest(outcome):
                self.expect_more("funding", "epiledger_writes_total", act,
                                     outcome=outcome)
        self.assertGreater(self.value("funding",
                                      "epiledger_commit_seconds_count"), 0)
        self.assertEqual(self.value("funding", "epiledger_writes_waiting"), 0)

    def test_refused_calls_are_counted_by_class(self):
        name = "epiledger_calls_refused_total"
        hospital = self.world.person("people-hospital")
        self.expect_more(
            "funding", name, lambda: hospital.refusal(
                "FundingService.CreatePayment",
                {"request_id": new_id(), "parent": COUNTY,
                 "payment": payment(1)}), **{"class": "denied"})
        with contextlib.closing(self.world.service("gateway", "")) as nobody:
            self.expect_more(
                "gateway", name, lambda: nobody.refusal(
                    "CommandService.GetOverview", {"name": COUNTY}),
                **{"class": "unauthenticated"})
        self.expect_more(
            "supplies", name, lambda: self.world.person(
                "people-hospital").refusal(
                    "SuppliesService.CreateCount",
                    {"request_id": new_id(), "parent": OTHER_HOSPITAL}),
            **{"class": "malformed"})

    def test_sources_are_young(self):
        for job, sources in (("funding", ("revocations", "supplies")),
                             ("supplies", ("revocations",)),
                             ("gateway", ("revocations", *sorted(
                                 set(PORTS) - {"gateway"})))):
            found = {dict(labels)["source"]: value for (name, labels), value
                     in samples(self.world.figures(job)).items()
                     if name == "epiledger_source_age_seconds"}
            self.assertEqual(sorted(found), sorted(sources), job)
            self.assertLess(max(found.values()), 20, job)

    def test_certificates_say_for_how_long_they_hold(self):
        for job in PORTS:
            left = {dict(labels)["certificate"]: value / DAY
                    for (name, labels), value in
                    samples(self.world.figures(job)).items()
                    if name == "epiledger_certificate_left_seconds"}
            self.assertEqual(sorted(left), sorted(
                ["own", "authority", *(["edge", "gateway"]
                                       if job == "gateway" else [])]), job)
            # As make-pki makes them: for ten years, and for one.
            self.assertAlmostEqual(left.pop("authority"), 3650, delta=1)
            for name, days in left.items():
                self.assertAlmostEqual(days, 365, delta=1, msg=name)
            age = self.value(job, "epiledger_token_key_age_seconds")
            self.assertGreater(age, 0)
            self.assertLess(age, 600)

    def test_a_backup_counts_when_it_has_every_entry(self):
        name = "epiledger_backup_age_seconds"
        wait_until(lambda: self.value("funding", name) > 0, LOOKED)
        kept = self.world.folder / "kept"
        kept.mkdir()
        told = run(ROOT / "deploy/backup", "--epiledger", BIN / "epiledger",
                   "--keep", kept, "--tell", self.world.backups("funding"),
                   "funding", "funding-access", "--", "--profile", "auditor",
                   "--profiles", self.world.folder / "profiles",
                   XDG_STATE_HOME=str(self.world.folder / "state"))
        self.assertEqual(len(list(kept.iterdir())), told.count("is kept in"))
        wait_until(lambda: self.value("funding", name) == 0, LOOKED)
        self.world.person("finance").write(
            "FundingService.CreatePayment", parent=COUNTY, payment=payment(1))
        wait_until(lambda: self.value("funding", name) > 0, LOOKED)

    def test_the_log_is_json_with_the_ids_of_what_failed(self):
        for job in PORTS:
            for line in self.world.log(job).splitlines():
                fields = json.loads(line)
                self.assertLessEqual({"time", "level", "message"},
                                     fields.keys(), line)


class Away(Watched):
    """The database goes away and comes back."""

    def test_not_ready_and_alive(self):
        self.world = self.enterContext(World("mysql"))
        set_up(self.world)
        self.assertEqual(self.health("funding"), 0)
        self.assertEqual(self.value("funding", "epiledger_ready"), 1)
        self.world.stop("mariadb", signal.SIGKILL)
        wait_until(lambda: self.value("funding", "epiledger_ready") == 0,
                   SECONDS)
        self.assertEqual(self.health("funding"), 1)
        self.assertEqual(self.health("funding", "--alive"), 0)
        self.expect_the_log_to_name_the_call()
        self.world.launch_mariadb()
        wait_until(lambda: self.value("funding", "epiledger_ready") == 1,
                   SECONDS)
        self.assertEqual(self.health("funding"), 0)
        self.world.person("finance").write(
            "FundingService.CreatePayment", parent=COUNTY, payment=payment(100))

    def expect_the_log_to_name_the_call(self):
        """A write that fails leaves its id and its caller in the log."""
        request = self.failed_write()
        lines = [json.loads(line)
                 for line in self.world.log("funding").splitlines()]
        named = [line for line in lines if line.get("request_id") == request]
        self.assertEqual(len(named), 1)
        self.assertEqual(named[0]["level"], "error")
        self.assertEqual(named[0]["subject"], "s-1")
        self.assertEqual(named[0]["method"],
                         "epiledger.funding.v1.FundingService.CreatePayment")

    def failed_write(self):
        """The id of a write that was told that there is no database. One whose
        time is over before that is known is no fault, and not in the log.
        """
        for _ in range(ATTEMPTS):
            request = new_id()
            told = self.world.person("finance").refusal(
                "FundingService.CreatePayment", {
                    "request_id": request, "parent": COUNTY,
                    "payment": payment(1)})
            if told.code == "UNAVAILABLE":
                return request
        self.fail(f"{ATTEMPTS} writes ended otherwise, last with {told}")


if __name__ == "__main__":
    sys.exit(unittest.main())
