#!/usr/bin/python3
"""Every write of the services named here has a batch beside it: in the same
service, of its own requests, with the choice of all or nothing; or it stands
among those that go alone, with the reason. And a test of the services calls
each batch.
"""

import sys
from collections.abc import Iterator

from google.protobuf import descriptor_pb2 as d
from source_tree import Finding, finish, text_of, tracked
from stored_messages import load

# Whose writes have batches, each of them.
PACKAGES = ("epiledger.funding.v1", "epiledger.readiness.v1",
            "epiledger.supplies.v1")
# No sheet is made of what a clerk does once a day.
ONE_FACILITY = "its callers are bound to a facility, and do one thing a day"
# So are these, and what a sheet would hold is one of their requests.
OWN_LINES = "its callers are bound to a facility, and its lines are the sheet"
# What a sheet would hold is one of their requests.
OWN_SHEET = "its lines are the sheet"
# Writes without a batch, and why.
ALONE = {
    "epiledger.supplies.v1.SuppliesService.CreateStore": ONE_FACILITY,
    "epiledger.supplies.v1.SuppliesService.CreateMovement": OWN_LINES,
    "epiledger.supplies.v1.SuppliesService.CreateCount": OWN_LINES,
    "epiledger.supplies.v1.SuppliesService.ResolveTask": ONE_FACILITY,
    "epiledger.supplies.v1.EquipmentService.CreateEquipmentUnit": ONE_FACILITY,
    "epiledger.supplies.v1.EquipmentService.ChangeEquipmentState":
        ONE_FACILITY,
    "epiledger.supplies.v1.RequisitionService.CreateRequisition": OWN_LINES,
    "epiledger.supplies.v1.RequisitionService.RejectRequisition":
        "who asked is told why, each for itself",
    "epiledger.supplies.v1.RequisitionService.CancelRequisition": ONE_FACILITY,
    "epiledger.supplies.v1.ShipmentService.PickShipment": OWN_LINES,
    "epiledger.supplies.v1.ShipmentService.ShipShipment": OWN_LINES,
    "epiledger.supplies.v1.ShipmentService.CancelShipment": ONE_FACILITY,
    "epiledger.supplies.v1.ShipmentService.CreateShipmentReceipt": OWN_LINES,
    "epiledger.supplies.v1.ShipmentService.TakeBackShipment": OWN_LINES,
    "epiledger.supplies.v1.FairShareService.CreateFairShare": OWN_SHEET,
    "epiledger.supplies.v1.FairShareService.ReviseFairShare": OWN_SHEET,
    "epiledger.supplies.v1.FairShareService.ApproveFairShare":
        "each is approved as it was seen, and stands for a sheet of shipments",
    "epiledger.supplies.v1.FairShareService.WithdrawFairShare":
        "each is withdrawn for a reason of its own",
    "epiledger.supplies.v1.SuppliesService.UpdateSupplySettings":
        "a county has one of it",
    "epiledger.readiness.v1.RegisterService.SetDutyContact": ONE_FACILITY,
    "epiledger.readiness.v1.ReadinessService.CorrectReport": ONE_FACILITY,
    "epiledger.readiness.v1.BulletinRecordService.RecordBulletin":
        "the gateway calls it, for each bulletin as one person issues it",
    "epiledger.readiness.v1.RegisterService.RecordDenial":
        "the gateway calls it, for each denial as it comes",
}
Field = d.FieldDescriptorProto
BATCH_FIELDS = {"parent", "requests", "all_or_nothing"}
# Numbers of FileDescriptorProto and ServiceDescriptorProto.
SERVICES, METHODS = 6, 2


def requests(files: d.FileDescriptorSet) -> dict[str, d.DescriptorProto]:
    """All messages that are no part of another, by the name in a method."""
    return {f".{file.package}.{message.name}": message
            for file in files.file for message in file.message_type}


def line_of(file: d.FileDescriptorProto, service: int, method: int) -> int:
    place = (SERVICES, service, METHODS, method)
    return next((location.span[0] + 1 for location
                 in file.source_code_info.location
                 if tuple(location.path) == place), 0)


def is_write(request: d.DescriptorProto) -> bool:
    return any(field.name == "request_id" for field in request.field)


def element_of(request: d.DescriptorProto) -> str:
    """Whose requests a batch carries; empty when it is none."""
    fields = {field.name: field for field in request.field}
    if not BATCH_FIELDS <= set(fields):
        return ""
    carried, switch = fields["requests"], fields["all_or_nothing"]
    fits = (carried.label == Field.LABEL_REPEATED and
            switch.type == Field.TYPE_BOOL)
    return carried.type_name if fits else ""


def check(files: d.FileDescriptorSet) -> Iterator[Finding]:
    """Writes without a batch, and those that go alone and have one."""
    known = requests(files)
    for file in files.file:
        if file.package not in PACKAGES:
            continue
        for s, service in enumerate(file.service):
            batches = {element_of(known[method.input_type])
                       for method in service.method}
            for m, method in enumerate(service.method):
                if not is_write(known[method.input_type]):
                    continue
                full = f"{file.package}.{service.name}.{method.name}"
                fault = fault_of(full, method.input_type in batches)
                if fault:
                    yield Finding(f"protos/{file.name}", line_of(file, s, m),
                                  f"{method.name} {fault}")


def fault_of(write: str, has_batch: bool) -> str:
    """What is wrong with a write; empty when nothing is."""
    if has_batch:
        return ("has a batch, and batches.py says that it goes alone"
                if write in ALONE else "")
    return ("" if write in ALONE else
            "has no batch beside it; see BatchCreatePayments")


def gone(files: d.FileDescriptorSet) -> list[str]:
    """Of those that go alone, what is no write of these services any more."""
    return sorted(set(ALONE) - writes(files))


def untold(files: d.FileDescriptorSet, told: str) -> Iterator[Finding]:
    """Batches that the text of all tests does not call."""
    known = requests(files)
    for file in files.file:
        if file.package not in PACKAGES:
            continue
        for s, service in enumerate(file.service):
            for m, method in enumerate(service.method):
                if (element_of(known[method.input_type]) and
                        f'"{method.name}"' not in told):
                    yield Finding(f"protos/{file.name}", line_of(file, s, m),
                                  f"no test tells of {method.name}; see "
                                  "TellOfBatch")


def tests() -> str:
    """The text of the services' tests."""
    return "\n".join(text_of(path) for path in tracked("_test.cc")
                     if path.startswith(("services/", "tests/following/")))


def writes(files: d.FileDescriptorSet) -> set[str]:
    """The writes of these services, by full name."""
    known = requests(files)
    return {f"{file.package}.{service.name}.{method.name}"
            for file in files.file if file.package in PACKAGES
            for service in file.service for method in service.method
            if is_write(known[method.input_type])}


if __name__ == "__main__":
    FILES = load()
    COUNT = len(writes(FILES))
    if not COUNT:
        sys.exit("no write was found: has a package moved?")
    if GONE := gone(FILES):
        sys.exit(f"no write goes alone by these names: {', '.join(GONE)}")
    finish([*check(FILES), *untold(FILES, tests())], f"{COUNT} writes")
