// Generates messages and clients from protos/ for the browser, one folder for
// each list of calls: `calls.txt` beside the code that makes them. A line names
// a method, or a message that is read without one. What no call reaches is left
// out, and so are rules and access options, which the services judge by: a
// view pays on the line for what it asks, and for nothing of another view.
//
//   node generate.mjs src/screens/hospital/calls.txt …
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { create, createFileRegistry, fromBinary, isFieldSet, toBinary } from "@bufbuild/protobuf";
import { CodeGeneratorRequestSchema, CodeGeneratorResponseSchema, FieldDescriptorProtoSchema,
  FieldDescriptorProto_Label, FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";

const HERE = import.meta.dirname;
const PROTOS = resolve(HERE, "../../protos");
// Where Debian's golang-github-gogo-googleapis-dev puts google/{rpc,type}.
const GOOGLEAPIS = process.env["GOOGLEAPIS_DIR"] ??
  "/usr/share/gocode/src/github.com/gogo/googleapis";
const PLUGIN = join(HERE, "node_modules/.bin/protoc-gen-es");
const EXTRA = ["google/rpc/status.proto", "google/rpc/error_details.proto"];
// They hold options alone.
const LEFT_OUT = ["epiledger/type/v1/field.proto", "epiledger/type/v1/derived.proto",
  "google/protobuf/descriptor.proto"];

/** All files of the API with what they import, comments included. */
function readProtos() {
  const files = readdirSync(PROTOS, { recursive: true })
    .filter((name) => name.startsWith("epiledger/") && name.endsWith(".proto")).sort();
  const out = join(tmpdir(), `epiledger-protos-${process.pid}.bin`);
  execFileSync("protoc", ["-I", PROTOS, "-I", GOOGLEAPIS, "--include_imports",
    "--include_source_info", `--descriptor_set_out=${out}`, ...files, ...EXTRA]);
  const bytes = readFileSync(out);
  rmSync(out);
  return bytes;
}

/** The full names of messages and enums that the calls reach. */
function reached(registry, calls) {
  const seen = new Set();
  const visit = (type) => {
    if (!type || seen.has(type.typeName)) return;
    seen.add(type.typeName);
    // A file keeps the messages around a nested one.
    visit(type.parent);
    if (type.kind === "message") type.fields.forEach((field) => { visit(field.message); visit(field.enum); });
  };
  for (const call of calls) {
    const at = call.lastIndexOf(".");
    const method = registry.getService(call.slice(0, at))?.methods
      .find((known) => known.name === call.slice(at + 1));
    const message = registry.getMessage(call);
    if (!method && !message) throw new Error(`there is no method or message ${call}`);
    visit(method?.input ?? message);
    visit(method?.output);
  }
  return seen;
}

/** Takes options and everything that is not reached out of a message. */
function pruneMessage(message, name, seen) {
  message.field.forEach((field) => { field.options = undefined; });
  message.nestedType = message.nestedType.filter((nested) =>
    nested.options?.mapEntry || seen.has(`${name}.${nested.name}`));
  message.nestedType.forEach((nested) => pruneMessage(nested, `${name}.${nested.name}`, seen));
  message.enumType = message.enumType.filter((nested) => seen.has(`${name}.${nested.name}`));
}

function pruneFile(file, seen, calls) {
  const inPackage = (name) => `${file.package}.${name}`;
  file.extension = [];
  // The places of comments are counted by what was there before.
  file.sourceCodeInfo = undefined;
  file.messageType = file.messageType.filter((message) => seen.has(inPackage(message.name)));
  file.messageType.forEach((message) => pruneMessage(message, inPackage(message.name), seen));
  file.enumType = file.enumType.filter((type) => seen.has(inPackage(type.name)));
  for (const service of file.service) {
    service.method = service.method.filter((method) => calls.has(`${inPackage(service.name)}.${method.name}`));
    service.method.forEach((method) => { method.options = undefined; });
  }
  file.service = file.service.filter((service) => service.method.length > 0);
}

/** The files that are left, each with the imports it still needs. */
function prune(set, seen, calls) {
  const kept = [];
  for (const file of set.file) {
    if (LEFT_OUT.includes(file.name)) continue;
    const isOurs = !file.name.startsWith("google/protobuf/");
    if (isOurs) pruneFile(file, seen, calls);
    file.dependency = file.dependency.filter((name) => kept.some((other) => other.name === name));
    file.publicDependency = [];
    file.weakDependency = [];
    if (file.messageType.length + file.enumType.length + file.service.length > 0) kept.push(file);
  }
  return kept;
}

/** Without the empty ends that src/rpc/described.ts fills in. */
function short(list) {
  const isLeftOut = (value) => value === undefined || value === 0 || value === "" || (Array.isArray(value) && value.length === 0);
  let end = list.length;
  while (end > 0 && isLeftOut(list[end - 1])) end--;
  return list.slice(0, end);
}

function fieldList(field) {
  const oneof = isFieldSet(field, FieldDescriptorProtoSchema.field.oneofIndex) ? field.oneofIndex + 1 : 0;
  return short([field.name, field.number, field.type, field.label === FieldDescriptorProto_Label.REPEATED ? 1 : 0,
    field.typeName, oneof, field.proto3Optional ? 1 : 0]);
}

function enumList(type) {
  return [type.name, type.value.map((value) => [value.name, value.number])];
}

function messageList(message) {
  return short([message.name, message.field.map(fieldList), message.nestedType.map(messageList), message.enumType.map(enumList),
    message.oneofDecl.map((oneof) => oneof.name), message.options?.mapEntry ? 1 : 0]);
}

function fileList(file) {
  const services = file.service.map((service) => [service.name, service.method.map((method) =>
    short([method.name, method.inputType, method.outputType, method.serverStreaming ? 1 : 0]))]);
  return short([file.name, file.package, file.messageType.map(messageList), file.enumType.map(enumList), services]);
}

/** The plugin's code with our lists in place of serialised descriptors. */
function compact(source, file) {
  return source.replace(/fileDesc\("[^"]+"/, () => `fileDesc(${JSON.stringify(fileList(file))}`)
    .replace(/(import \{[^}]*?), fileDesc\b|\bfileDesc, /, "$1")
    .replace(/^(import \{ file_google_protobuf_\w+(?:, file_google_protobuf_\w+)* \}) from "@bufbuild\/protobuf\/wkt"/gm, '$1 from "$src/rpc/known_files.ts"')
    .replace(/^import type/m, 'import { fileDesc } from "$src/rpc/described.ts";\nimport type');
}

function generate(protos, list) {
  const calls = new Set(readFileSync(list, "utf8").split("\n").map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#")));
  const set = fromBinary(FileDescriptorSetSchema, protos);
  const seen = reached(createFileRegistry(set), calls);
  const files = prune(fromBinary(FileDescriptorSetSchema, protos), seen, calls);
  const asked = create(CodeGeneratorRequestSchema, {
    fileToGenerate: files.map((file) => file.name).filter((name) => !name.startsWith("google/protobuf/")),
    parameter: "target=ts", protoFile: files });
  const answer = fromBinary(CodeGeneratorResponseSchema, execFileSync(PLUGIN,
    { input: toBinary(CodeGeneratorRequestSchema, asked), maxBuffer: 2 ** 28 }));
  if (answer.error) throw new Error(answer.error);
  const out = join(HERE, "generated", basename(dirname(resolve(list))));
  rmSync(out, { recursive: true, force: true });
  for (const file of answer.file) {
    const path = join(out, file.name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, compact(file.content, files.find((one) => file.name === one.name.replace(/\.proto$/, "_pb.ts"))));
  }
}

const PROTO_SET = readProtos();
process.argv.slice(2).forEach((list) => generate(PROTO_SET, list));
