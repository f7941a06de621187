import type { ServiceName } from '@clientele/contracts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };
type JsonObject = { readonly [key: string]: Json | undefined };

/** What of an OpenAPI document matters to merging it. */
export interface ApiDocument {
  readonly openapi: string;
  readonly info: JsonObject;
  readonly paths: Readonly<Record<string, JsonObject>>;
  readonly tags?: readonly { readonly name: string; readonly description?: string }[];
  /** Schemas, responses, parameters and so on, each by name. */
  readonly components?: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly [member: string]: unknown;
}

/** A service and what it says of its operations. */
export interface DocumentPart {
  readonly service: ServiceName;
  readonly document: ApiDocument;
}

/**
 * One document of all services. Their paths are disjoint; of their schemas those that are the same are shared,
 * and those that only have the same name get the service's name added.
 */
export function mergeDocuments(parts: readonly DocumentPart[], missing: readonly string[]): ApiDocument {
  const [first] = parts;
  if (!first) throw new Error('There is nothing to merge.');
  const clashing = clashingSchemas(parts);
  const renamed = parts.map((part) => ({
    service: part.service,
    document: renameSchemas(part, clashing),
  }));

  return {
    openapi: first.document.openapi,
    info: {
      ...first.document.info,
      title: 'Clientele',
      description: [
        DESCRIPTION,
        ...missing.map((name) => `The service ${name} does not answer now; its operations are missing here.`),
      ].join('\n\n'),
    },
    servers: [{ url: '/' }],
    ...(missing.length > 0 && { 'x-unavailable': missing }),
    tags: uniqueTags(renamed.flatMap(({ document }) => document.tags ?? [])),
    'x-tagGroups': renamed.map(({ service, document }) => ({
      name: service,
      tags: (document.tags ?? []).map(({ name }) => name),
    })),
    paths: Object.assign({}, ...renamed.map(pathsOf)),
    components: componentsOf(renamed.map(({ document }) => document)),
  };
}

const DESCRIPTION =
  'The customers of online shops: who they are, who may log in for them, what they pay, what they order and ' +
  'what they write. The first path segment after `/v1` says which service answers.';

const METHODS = new Set(['get', 'put', 'post', 'delete', 'patch', 'head', 'options']);

/** The paths of a part, each operation with the service that answers it. */
const pathsOf = ({ service, document }: DocumentPart): Record<string, JsonObject> =>
  Object.fromEntries(
    Object.entries(document.paths).map(([path, item]) => [
      path,
      Object.fromEntries(
        Object.entries(item).map(([key, value]) => [
          key,
          METHODS.has(key) && isObject(value) ? { ...value, 'x-service': service } : value,
        ]),
      ),
    ]),
  );

/** The components of all documents, kind by kind, in the order of their names. */
function componentsOf(documents: readonly ApiDocument[]): Record<string, Record<string, Json>> {
  const kinds = new Set(documents.flatMap(({ components = {} }) => Object.keys(components)));
  return Object.fromEntries(
    [...kinds].map((kind) => [
      kind,
      sorted(Object.assign({}, ...documents.map(({ components }) => components?.[kind]))),
    ]),
  );
}

/** Names that stand for different schemas in different parts, or for schemas that refer to such. */
function clashingSchemas(parts: readonly DocumentPart[]): ReadonlySet<string> {
  const texts = new Map<string, string[]>();
  for (const { document } of parts) {
    for (const [name, schema] of Object.entries(document.components?.schemas ?? {}))
      texts.set(name, [...(texts.get(name) ?? []), JSON.stringify(schema)]);
  }
  const shared = [...texts].filter(([, variants]) => variants.length > 1);
  const clashing = new Set(shared.filter(([, variants]) => new Set(variants).size > 1).map(([name]) => name));
  for (let before = -1; before !== clashing.size;) {
    before = clashing.size;
    for (const [name, [text = '']] of shared)
      if (referencesOf(text).some((reference) => clashing.has(reference))) clashing.add(name);
  }
  return clashing;
}

const REFERENCE = /"#\/components\/schemas\/([^"]+)"/g;

const referencesOf = (text: string): string[] => [...text.matchAll(REFERENCE)].map(([, name = '']) => name);

function renameSchemas({ service, document }: DocumentPart, clashing: ReadonlySet<string>): ApiDocument {
  const suffix = `${service.charAt(0).toUpperCase()}${service.slice(1)}`;
  const nameOf = (name: string): string => (clashing.has(name) ? `${name}${suffix}` : name);
  const referring: ApiDocument = JSON.parse(
    JSON.stringify(document).replace(
      REFERENCE,
      (_, name: string) => `"#/components/schemas/${nameOf(name)}"`,
    ),
  );
  const schemas = Object.entries(referring.components?.schemas ?? {});
  return {
    ...referring,
    components: {
      ...referring.components,
      schemas: Object.fromEntries(schemas.map(([name, schema]) => [nameOf(name), schema])),
    },
  };
}

const uniqueTags = <T extends { readonly name: string }>(tags: readonly T[]): T[] =>
  tags.filter(({ name }, i) => tags.findIndex((tag) => tag.name === name) === i);

const sorted = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
