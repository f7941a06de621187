import { Allow, type Access, Public } from '@clientele/auth';
import { definedProblems, type ProblemDefinition, type ServiceName } from '@clientele/contracts';
import type { INestApplication } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { IF_MATCH } from './if-match';
import { IDEMPOTENCY } from './once';
import { STATUS_OF } from './problem-details';
import { problemSchema } from './problem.schema';

/** Names the problems an operation may answer with, besides those that any operation may. */
export const Problems = Reflector.createDecorator<readonly ProblemDefinition[]>();

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

const DESCRIPTIONS: Readonly<Record<ServiceName, string>> = {
  identity: 'Customers, the contacts who log in for them, and employees.',
  groups: 'Customer groups, memberships and automatic assignment.',
  orders: 'Catalogue reference, prices, carts, orders and payments.',
  support: 'Customer-service mail.',
  gateway: 'One door to all services.',
};

/** The OpenAPI 3.1 document of an application, completed with what decorators and guards know. */
export function openApiOf(app: INestApplication, service: ServiceName): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(`Clientele ${service}`)
    .setDescription(DESCRIPTIONS[service])
    .setVersion('1')
    .setContact('Clientele', 'https://example.com/clientele', 'clientele@example.com')
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer('/')
    .addBearerAuth(
      {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description: 'Access token (RFC 9068, best practices of RFC 8725).',
      },
      'bearer',
    )
    .build();
  const document = SwaggerModule.createDocument(app, config, { operationIdFactory: operationId });
  const handlers = handlersOf(app);

  for (const item of Object.values(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      const handler = operation && handlers.get(operation.operationId ?? '');
      if (operation && handler) complete(operation, handler);
    }
  }
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: problemSchema },
  };
  document.tags = [...new Set(operationsOf(document).flatMap(({ tags = [] }) => tags))].map((name) => ({
    name,
    description: `Operations on ${name.replaceAll('-', ' ')}.`,
  }));
  return document;
}

const operationId = (controller: string, method: string): string => {
  const feature = controller.replace(/Controller$/, '');
  return `${feature.charAt(0).toLowerCase()}${feature.slice(1)}.${method}`;
};

const operationsOf = (document: OpenAPIObject): Operation[] =>
  Object.values(document.paths).flatMap((item) => METHODS.flatMap((method) => item[method] ?? []));

function handlersOf(app: INestApplication): Map<string, object> {
  const handlers = new Map<string, object>();
  const scanner = new MetadataScanner();
  for (const { instance, name } of app.get(DiscoveryService).getControllers()) {
    if (!instance || typeof instance !== 'object') continue;
    const prototype: Record<string, object> = Object.getPrototypeOf(instance);
    for (const method of scanner.getAllMethodNames(prototype)) {
      const handler = prototype[method];
      if (handler) handlers.set(operationId(String(name), method), handler);
    }
  }
  return handlers;
}

function complete(operation: Operation, handler: object): void {
  const of = <T>(decorator: { KEY: string }): T | undefined => Reflect.getMetadata(decorator.KEY, handler);
  const isPublic = of<true>(Public) ?? false;
  const access = of<Access>(Allow);
  const ifMatch: boolean = Reflect.getMetadata(IF_MATCH, handler) ?? false;
  const idempotency: boolean | undefined = Reflect.getMetadata(IDEMPOTENCY, handler);

  operation.security = isPublic ? [] : [{ bearer: [] }];
  if (access) operation.description = [operation.description, callersOf(access)].filter(Boolean).join('\n\n');
  operation.parameters ??= [];
  if (idempotency !== undefined) operation.parameters.push(idempotencyHeader(idempotency));
  if (ifMatch) operation.parameters.push(IF_MATCH_HEADER);

  const codes = new Map<number, string[]>();
  const named = of<readonly ProblemDefinition[]>(Problems) ?? [];
  for (const code of usual({ isPublic, ifMatch, idempotency, hasInput: hasInput(operation) }))
    add(codes, definitionOf(code));
  for (const problem of named) add(codes, problem);
  for (const [status, list] of [...codes].toSorted(([a], [b]) => a - b)) {
    operation.responses[String(status)] = problemResponse(status, list);
  }
  operation.responses['500'] = problemResponse(500, ['internal-error']);
}

const hasInput = ({ parameters = [], requestBody }: Operation): boolean =>
  parameters.length > 0 || requestBody !== undefined;

function usual(route: {
  isPublic: boolean;
  ifMatch: boolean;
  idempotency?: boolean;
  hasInput: boolean;
}): string[] {
  return [
    ...(route.hasInput ? ['validation-failed', 'body-malformed'] : []),
    'token-not-valid',
    'token-expired',
    ...(route.isPublic ? [] : ['token-missing', 'permission-missing']),
    ...(route.ifMatch ? ['version-stale', 'version-required'] : []),
    ...(route.idempotency === undefined
      ? []
      : ['idempotency-in-progress', 'idempotency-key-reused', 'idempotency-key-not-valid']),
    ...(route.idempotency ? ['idempotency-key-missing'] : []),
    'too-many-requests',
    'database-unavailable',
  ];
}

const definitionOf = (code: string): ProblemDefinition | undefined =>
  definedProblems().find((problem) => problem.code === code);

function add(codes: Map<number, string[]>, problem: ProblemDefinition | undefined): void {
  if (!problem) return;
  const status = STATUS_OF[problem.kind];
  codes.set(status, [...new Set([...(codes.get(status) ?? []), problem.code])]);
}

const problemResponse = (status: number, codes: readonly string[]) => ({
  description: codes.map((code) => `\`${code}\``).join(', '),
  content: {
    'application/problem+json': {
      schema: {
        allOf: [
          { $ref: '#/components/schemas/Problem' },
          {
            type: 'object' as const,
            properties: {
              status: { type: 'integer' as const, enum: [status] },
              code: { type: 'string' as const, enum: [...codes] },
            },
          },
        ],
      },
    },
  },
});

const idempotencyHeader = (required: boolean) => ({
  name: 'Idempotency-Key',
  in: 'header' as const,
  required,
  description:
    'The same key with the same body gets the first answer again for 24 hours, and nothing happens twice.',
  schema: { type: 'string' as const, minLength: 1, maxLength: 255 },
});

const IF_MATCH_HEADER = {
  name: 'If-Match',
  in: 'header' as const,
  required: true,
  description: 'ETag of the version that the change is based on.',
  schema: { type: 'string' as const, examples: ['"1"'] },
};

function callersOf({ employee, contact, visitor }: Access): string {
  const callers = [
    employee === 'logged-in' ? 'employees' : employee && `employees and API clients with \`${employee}\``,
    contact === 'logged-in' ? 'contacts' : contact && `contacts with \`${contact}\``,
    visitor && 'visitors',
  ].filter(Boolean);
  return `For ${callers.join(', ')}.`;
}
