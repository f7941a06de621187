import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DeclaredAccess } from '../../tools/openapi/access';

export const ROOT = join(__dirname, '..', '..');
export const DOCUMENT_PATH = 'docs/openapi/clientele.json';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
}

interface Content {
  readonly schema?: object;
  readonly example?: unknown;
}

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly security: readonly object[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Content>> }>>;
  readonly 'x-service': string;
  readonly 'x-access': DeclaredAccess;
}

export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly tags: readonly { readonly name: string }[];
  readonly 'x-tagGroups': readonly { readonly name: string; readonly tags: readonly string[] }[];
}

/** An operation with where it is. */
export interface Located {
  readonly path: string;
  readonly method: string;
  readonly operation: Operation;
}

/** The document as it is committed. */
export const committedDocument = (): OpenApiDocument =>
  JSON.parse(readFileSync(join(ROOT, DOCUMENT_PATH), 'utf8')) as OpenApiDocument;

export const operationsOf = ({ paths }: OpenApiDocument): readonly Located[] =>
  Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );

/** A reference to something within the document, from the keys that lead to it. */
export const pointerTo = (...keys: readonly string[]): string =>
  `#/${keys.map((key) => key.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;
