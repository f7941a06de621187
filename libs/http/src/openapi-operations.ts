import { Allow, type Access, Public, SHOP_ID } from '@clientele/auth';
import { definedProblems, type ProblemDefinition } from '@clientele/contracts';
import { Reflector } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import { STATUS_CODES } from 'node:http';
import { IF_MATCH } from './if-match';
import { IDEMPOTENCY } from './once';
import type { Handler } from './openapi-handlers';
import { PARAMETERS, responseOf } from './openapi-problems';
import { isReference, type Schema } from './openapi-schemas';
import { STATUS_OF } from './problem-details';

/** Names the problems an operation may answer with, besides those that any operation may. */
export const Problems = Reflector.createDecorator<readonly ProblemDefinition[]>();

export type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

interface Route {
  readonly isPublic: boolean;
  readonly access?: Access;
  readonly ifMatch: boolean;
  /** Whether it takes `Shop-Id`. */
  readonly shopId: boolean;
  /** Whether an Idempotency-Key is needed; undefined where none is taken. */
  readonly idempotency?: boolean;
  readonly hasInput: boolean;
  readonly hasBody: boolean;
  readonly named: readonly ProblemDefinition[];
}

/** Adds to an operation what its decorators and the platform say of it. */
export function completeOperation(
  operation: Operation,
  { method }: Handler,
  schemas: Readonly<Record<string, object>>,
): void {
  const route = routeOf(operation, method);
  describe(operation, route);
  operation.security = route.isPublic ? [] : [{ bearer: [] }];
  Object.assign(operation, { 'x-access': route.isPublic ? 'public' : route.access });
  operation.parameters ??= [];
  if (route.idempotency !== undefined)
    operation.parameters.push(route.idempotency ? PARAMETERS.keyRequired : PARAMETERS.key);
  if (route.ifMatch) operation.parameters.push(PARAMETERS.ifMatch);
  if (route.shopId) operation.parameters.push(PARAMETERS.shopId);
  if (operation.parameters.length === 0) delete operation.parameters;
  completeSuccess(operation, route, schemas);
  addProblems(operation, route);
}

function routeOf(operation: Operation, method: object): Route {
  const of = <T>(decorator: { KEY: string }): T | undefined => Reflect.getMetadata(decorator.KEY, method);
  const hasBody = operation.requestBody !== undefined;
  return {
    isPublic: of(Public) !== undefined,
    access: of<Access>(Allow),
    ifMatch: Reflect.getMetadata(IF_MATCH, method) ?? false,
    shopId: Reflect.getMetadata(SHOP_ID, method) ?? false,
    idempotency: Reflect.getMetadata(IDEMPOTENCY, method),
    hasBody,
    hasInput: hasBody || (operation.parameters ?? []).length > 0,
    named: of<readonly ProblemDefinition[]>(Problems) ?? [],
  };
}

/** The first sentence of the comment is the summary; the rest, and who may call it, the description. */
function describe(operation: Operation, { access, isPublic }: Route): void {
  const comment = (operation.summary ?? '').replaceAll(/\s+/g, ' ').trim();
  const [, first = comment, rest = ''] = /^(.+?)\.(?:\s+(.+))?$/.exec(comment) ?? [];
  operation.summary = first;
  const callers = isPublic ? 'For anybody; no token is needed.' : access && callersOf(access);
  operation.description = [operation.description, rest, callers].filter(Boolean).join('\n\n');
}

function callersOf({ employee, seesAll, contact, visitor, guest }: Access): string {
  const callers = [
    employee === 'logged-in' ? 'employees' : employee && `employees and API clients with \`${employee}\``,
    contact === 'logged-in' ? 'contacts' : contact && `contacts with \`${contact}\``,
    visitor && 'visitors',
    guest && 'guests checking out',
  ].filter(Boolean);
  const limit = seesAll ? ' Not for employees who see the customers of their sales teams only.' : '';
  return `For ${callers.join(', ')}.${limit}`;
}

function completeSuccess(
  operation: Operation,
  { idempotency }: Route,
  schemas: Readonly<Record<string, object>>,
): void {
  for (const [status, response] of Object.entries(operation.responses)) {
    if (!response || isReference(response) || !status.startsWith('2')) continue;
    response.description ||= STATUS_CODES[status] ?? 'Success';
    const headers = {
      ...(isVersioned(response, schemas) && { ETag: { $ref: '#/components/headers/ETag' } }),
      ...(idempotency !== undefined && {
        'Idempotency-Replayed': { $ref: '#/components/headers/IdempotencyReplayed' },
      }),
    };
    if (Object.keys(headers).length > 0) response.headers = { ...headers, ...response.headers };
  }
}

/** Whether the answer is a resource with a version, which is sent as its ETag. */
function isVersioned(
  response: { readonly content?: Readonly<Record<string, { readonly schema?: object }>> },
  schemas: Readonly<Record<string, object>>,
): boolean {
  const schema = response.content?.['application/json']?.schema;
  if (!schema || !isReference(schema)) return false;
  const view: Schema | undefined = schemas[schema.$ref.split('/').at(-1) ?? ''];
  return view?.properties !== undefined && 'version' in view.properties && 'id' in view.properties;
}

function addProblems(operation: Operation, route: Route): void {
  const codes = new Map<number, string[]>();
  for (const problem of [...usual(route).flatMap((code) => definitionOf(code) ?? []), ...route.named]) {
    const status = STATUS_OF[problem.kind];
    codes.set(status, [...new Set([...(codes.get(status) ?? []), problem.code])]);
  }
  for (const [status, list] of [...codes].toSorted(([a], [b]) => a - b)) {
    operation.responses[String(status)] = responseOf(status, list);
  }
  operation.responses['500'] = responseOf(500, ['internal-error']);
}

function usual({ isPublic, access, ifMatch, shopId, idempotency, hasInput, hasBody }: Route): string[] {
  const needsCustomer = access?.contact !== undefined && access.contact !== 'logged-in';
  return [
    ...(hasBody ? ['body-malformed', 'body-too-large', 'media-type-unsupported'] : []),
    ...(hasInput ? ['validation-failed'] : []),
    ...(isPublic ? [] : ['token-missing']),
    'token-not-valid',
    'token-expired',
    ...(isPublic ? [] : ['permission-missing']),
    ...(needsCustomer ? ['customer-not-chosen'] : []),
    ...(ifMatch ? ['version-stale', 'version-required'] : []),
    ...(shopId ? ['shop-id-not-valid', 'shop-unknown'] : []),
    ...(idempotency === undefined
      ? []
      : ['idempotency-in-progress', 'idempotency-key-reused', 'idempotency-key-not-valid']),
    ...(idempotency ? ['idempotency-key-missing'] : []),
    'too-many-requests',
    'service-unavailable',
    'database-unavailable',
    'database-busy',
    'keys-unavailable',
    'service-too-slow',
  ];
}

const definitionOf = (code: string): ProblemDefinition | undefined =>
  definedProblems().find((problem) => problem.code === code);
