#!/usr/bin/python3
"""Every method, asked by every kind of caller about every kind of place: who is
let in is who may, and each denial stands in a book.
"""

import collections
import concurrent.futures
import dataclasses
import functools
import re
import sys
import threading
import time
import unittest
from collections.abc import Callable, Iterator

import grpc
from access_rules import (ABROAD, HOME, MALFORMED, PASSES, PEERS, TARGETS,
                          Caller, Place, callers, verdict)
from books import SERVICES, all_denials
from client import Client, Refused, bearer
from county import set_up
from forgery import private_key, signed
from google.protobuf import json_format
from google.protobuf.message import Message
from schema import schema
from world import PORTS, World, wait_until

LEAST_CASES = 40_000
# Beyond 60 a minute a person's refusals are only counted.
CASES_OF_A_PERSON = 50
THREADS, SECONDS, STREAM_SECONDS = 8, 60, 0.2
DENIALS = {"ROLE_NOT_ALLOWED", "COUNTY_NOT_ALLOWED", "FACILITY_NOT_ALLOWED",
           "PEERS_ONLY", "PEER_NOT_ALLOWED"}
STREAMS = {"HeadquartersService.WatchOverview"}
Denial = tuple[str, str, str]


@dataclasses.dataclass(frozen=True)
class Case:
    """One call."""

    caller: Caller
    method: str
    target: str
    request: Message

    def __str__(self) -> str:
        return (f"{self.caller.name or self.caller.peer}: {self.method}, "
                f"{self.target}: {self.request}")


def fill(request: Message, path: str, places: list[Place]) -> None:
    """Names what is to be named: the first, and where there is a list all."""
    head, _, rest = path.partition(".")
    field = request.DESCRIPTOR.fields_by_name[head]
    listed = field.label == field.LABEL_REPEATED
    for place in places if listed else places[:1]:
        if rest:
            inner = getattr(request, head)
            fill(inner.add() if listed else inner, rest, [place])
        elif listed:
            getattr(request, head).append(place.name(schema().pattern(field)))
        else:
            setattr(request, head, place.name(schema().pattern(field)))


def break_name(request: Message, path: str,
               spoil: Callable[[str], str]) -> None:
    """Names one, and spoils that."""
    way = path.split(".")
    fill(request, path, [Place()])
    for step in way[:-1]:
        inner = getattr(request, step)
        request = inner[0] if hasattr(inner, "add") else inner
    value = getattr(request, way[-1])
    if isinstance(value, str):
        setattr(request, way[-1], spoil(value))
    else:
        value[0] = spoil(value[0])


@functools.cache
def requests_of(method: str) -> dict[str, Message]:
    """Of a method, what is asked for by kind of place."""
    fields = list(schema().access(method).fields)
    made: dict[str, Message] = {}
    for target, (one, two) in TARGETS.items():
        made[target] = schema().request(method, {})
        for index, path in enumerate(fields):
            fill(made[target], path, [two] if index else [one, two])
    made["nothing"] = schema().request(method, {})
    for how, spoil in MALFORMED.items():
        if fields:
            made[how] = schema().request(method, {})
            break_name(made[how], fields[0], spoil)
    return made


def cases(kinds: list[Caller], methods: list[str]) -> Iterator[Case]:
    """Everybody, everything, everywhere; each different request once."""
    for caller in kinds:
        for method in methods:
            seen = set()
            for target, request in requests_of(method).items():
                data = request.SerializeToString()
                if data not in seen:
                    seen.add(data)
                    yield Case(caller, method, target, request)


class Matrix(unittest.TestCase):
    """A deployment whose door everybody tries."""

    @classmethod
    def setUpClass(cls):
        cls.world = cls.enterClassContext(World())
        set_up(cls.world)
        for service in SERVICES:
            cls.world.person("operator").write(
                "JournalService.CreateCounty", service=service,
                county=ABROAD, code=ABROAD, display_name="邻县",
                utc_offset_minutes=480)
        cls.key = private_key(
            (cls.world.pki / "tokens/signing-key.pem").read_bytes())

    def setUp(self):
        self.wrong: list[str] = []
        self.asked = 0
        self.denied: collections.Counter[Denial] = collections.Counter()
        # Those of people without a county and of services as well.
        self.refused = 0
        self.counted = self.count_denials()
        self.lock = threading.Lock()

    def count_denials(self) -> int:
        """How many the processes have counted."""
        return sum(int(found) for name in PORTS for found in re.findall(
            r'^epiledger_calls_refused_total{class="denied"} (\d+)$',
            self.world.figures(name), re.MULTILINE))

    def token(self, caller: Caller, person: str) -> str:
        """Of a person of that kind, whom no register knows."""
        claims = {"iss": "epiledger", "aud": "epiledger", "sub": person,
                  "jti": f"t-{person}", "roles": list(caller.roles),
                  "exp": int(time.time()) + 3600}
        claims |= {"county": caller.county} if caller.county else {}
        claims |= {"facility": caller.facility} if caller.facility else {}
        return signed(self.key, claims)

    def ask(self, client: Client, case: Case) -> str:
        """The reason of a denial; what else there is, with its code."""
        try:
            if case.method in STREAMS:
                next(client.watch(case.method, json_format.MessageToDict(
                    case.request, preserving_proto_field_name=True),
                    STREAM_SECONDS))
            else:
                client.call(case.method, case.request.SerializeToString())
        except grpc.RpcError as error:
            return self.told(Refused(error))
        except Refused as refused:
            return self.told(refused)
        return "OK"

    @staticmethod
    def told(refused: Refused) -> str:
        """The reason of a denial, or the code with its reason."""
        if refused.reason in DENIALS:
            return refused.reason
        return f"{refused.code} {refused.reason}"

    def judge(self, case: Case, person: str, answer: str) -> None:
        """Notes an answer that is not the right one, and each denial."""
        right = verdict(case.method, case.caller, case.request)
        if right in DENIALS:
            fits = answer == right
        elif right == PASSES:
            fits = not answer.startswith(("PERMISSION_DENIED",
                                          "UNAUTHENTICATED",
                                          "RESOURCE_EXHAUSTED", "INTERNAL",
                                          "UNKNOWN", "UNIMPLEMENTED"))
            fits = fits and answer not in DENIALS
        else:
            fits = answer.startswith("INVALID_ARGUMENT")
        with self.lock:
            self.asked += 1
            if not fits:
                self.wrong.append(f"{case}: {answer}, not {right or 'let in'}")
            if answer in DENIALS and case.caller.county and person:
                self.denied[person, case.method, answer] += 1
            self.refused += answer in DENIALS

    def ask_as_person(self, number: int, part: list[Case]) -> None:
        """Some cases of one kind, as a person who asks nothing else."""
        person = f"m-{number}"
        client = Client(self.world.address("gateway"),
                        self.world.credentials(),
                        bearer(self.token(part[0].caller, person)))
        for case in part:
            self.judge(case, person, self.ask(client, case))
        client.close()

    def test_each_kind_of_person_comes_as_far_as_it_may(self):
        parts = []
        for caller in callers():
            of_caller = list(cases([caller], schema().names()))
            parts += [of_caller[i:i + CASES_OF_A_PERSON] for i
                      in range(0, len(of_caller), CASES_OF_A_PERSON)]
        with concurrent.futures.ThreadPoolExecutor(THREADS) as pool:
            list(pool.map(self.ask_as_person, range(len(parts)), parts))
        self.expect_all_right()
        self.assertGreaterEqual(self.asked, LEAST_CASES)
        self.expect_denials_on_record()

    def expect_all_right(self):
        """Each answer is the right one, and each denial is counted."""
        print(f"{self.asked} cases, {len(self.wrong)} wrong, {self.refused} "
              f"denials, {self.denied.total()} of them of people of a county")
        self.assertEqual(self.wrong[:20], [])
        self.assertEqual(self.count_denials() - self.counted, self.refused)

    def expect_denials_on_record(self):
        """Each once, in the book of the service that denied it."""
        auditors = {county: Client(
            self.world.address("gateway"), self.world.credentials(),
            bearer(self.token(Caller("", ("auditor",), county), "reader")))
            for county in (HOME, ABROAD)}

        def recorded() -> collections.Counter[Denial]:
            return collections.Counter(
                (denial.subject, ".".join(denial.method.split(".")[-2:]),
                 denial.reason)
                for county, auditor in auditors.items() for service in SERVICES
                for denial in all_denials(
                    auditor, f"counties/{county}/books/{service}-access"))
        wait_until(lambda: recorded().total() >= self.denied.total(), SECONDS)
        found = recorded()
        self.assertEqual((found - self.denied, self.denied - found),
                         (collections.Counter(), collections.Counter()))

    def test_a_service_reaches_what_is_for_it_at_each_port(self):
        for port in SERVICES:
            served = [name for name in schema().names()
                      if schema().method(name).full_name.split(".")[1]
                      in (port, "journal")]
            for peer in PEERS:
                client = self.world.service(port, peer)
                for case in cases([Caller("", peer=peer)], served):
                    answer = self.ask(client, case)
                    if not answer.startswith("UNIMPLEMENTED"):
                        self.judge(case, "", answer)
                client.close()
        self.expect_all_right()


if __name__ == "__main__":
    sys.exit(unittest.main())
