// Descriptors of generated messages, put together from short lists.
//
// What protoc-gen-es embeds are serialised descriptors, and reading them takes
// descriptor.proto's own messages along: a tenth of what a clerk's phone loads.
// `generate.mjs` writes these lists in their place.
import { createFileRegistry } from "@bufbuild/protobuf";
import type { GenFile } from "@bufbuild/protobuf/codegenv2";
import { protoCamelCase } from "@bufbuild/protobuf/reflect";
import type { FileDescriptorProto } from "@bufbuild/protobuf/wkt";

/** Name, number, type, whether it is repeated; the name of its message or enum;
 * its oneof, from 1, and whether that stands for `optional`. */
export type FieldList = [string, number, number, (0 | 1)?, string?, number?, (0 | 1)?];
export type EnumList = [string, [string, number][]];
/** Name, fields, messages and enums within, oneofs, whether it is a map's entry. */
export type MessageList = [string, FieldList[]?, MessageList[]?, EnumList[]?, string[]?, (0 | 1)?];
/** Name, and of each method its name, input, output, and whether it streams. */
export type ServiceList = [string, [string, string, string, (0 | 1)?][]];
/** Name, package, messages, enums, services. */
export type FileList = [string, string, MessageList[], EnumList[]?, ServiceList[]?];

// A field that is set has the property, one that is not has it from here: as
// messages of proto2 do, which descriptors are.
const FIELD = { label: 1, typeName: "", extendee: "", defaultValue: "", oneofIndex: 0, jsonName: "", proto3Optional: false };
const REPEATED = 3;

function set(defaults: object, values: object): object {
  return Object.assign(Object.create(defaults) as object, values);
}

function field([name, number, type, isRepeated, typeName, oneof, isOptional]: FieldList): object {
  return set(FIELD, {
    $typeName: "google.protobuf.FieldDescriptorProto", name, number, type, jsonName: protoCamelCase(name),
    ...(isRepeated ? { label: REPEATED } : {}), ...(typeName ? { typeName } : {}),
    ...(oneof ? { oneofIndex: oneof - 1 } : {}), ...(isOptional ? { proto3Optional: true } : {}),
  });
}

function enumeration([name, values]: EnumList): object {
  return set({ visibility: 0 }, {
    $typeName: "google.protobuf.EnumDescriptorProto", name, reservedName: [], reservedRange: [],
    value: values.map(([value, number]) => ({ $typeName: "google.protobuf.EnumValueDescriptorProto", name: value, number })),
  });
}

function message([name, fields = [], nested = [], enums = [], oneofs = [], isMapEntry]: MessageList): object {
  return set({ visibility: 0 }, {
    $typeName: "google.protobuf.DescriptorProto", name, field: fields.map(field), nestedType: nested.map(message),
    enumType: enums.map(enumeration), extension: [], extensionRange: [], reservedName: [], reservedRange: [],
    oneofDecl: oneofs.map((oneof) => ({ $typeName: "google.protobuf.OneofDescriptorProto", name: oneof })),
    ...(isMapEntry ? { options: { mapEntry: true } } : {}),
  });
}

function service([name, methods]: ServiceList): object {
  return {
    $typeName: "google.protobuf.ServiceDescriptorProto", name,
    method: methods.map(([method, inputType, outputType, streams]) => ({
      $typeName: "google.protobuf.MethodDescriptorProto", name: method, inputType, outputType,
      clientStreaming: false, serverStreaming: streams === 1 })),
  };
}

/** The file that a list describes; `imports` are those its messages refer to. */
export function fileDesc([name, inPackage, messages, enums = [], services = []]: FileList, imports: GenFile[] = []): GenFile {
  const proto = set({ edition: 0 }, {
    $typeName: "google.protobuf.FileDescriptorProto", name, package: inPackage, syntax: "proto3",
    dependency: imports.map((file) => file.proto.name), publicDependency: [], weakDependency: [], optionDependency: [],
    messageType: messages.map(message), enumType: enums.map(enumeration), service: services.map(service), extension: [],
  }) as unknown as FileDescriptorProto;
  const registry = createFileRegistry(proto, (wanted) => imports.find((file) => file.proto.name === wanted));
  return registry.getFile(name) as GenFile;
}
