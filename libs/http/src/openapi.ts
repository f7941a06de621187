import { productVersion } from '@clientele/config';
import type { ServiceName } from '@clientele/contracts';
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { addExamples } from './openapi-examples';
import { type Handler, handlersOf, operationId } from './openapi-handlers';
import { completeOperation, type Operation } from './openapi-operations';
import { sharedComponents } from './openapi-problems';
import { refineParameters, refineSchemas } from './openapi-schemas';

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

const DESCRIPTIONS: Readonly<Record<ServiceName, string>> = {
  identity: 'Customers, the contacts who log in for them, and employees.',
  groups: 'Customer groups, memberships and automatic assignment.',
  orders: 'Catalogue reference, prices, carts, orders and payments.',
  support: 'Customer-service mail.',
  gateway: 'One door to all services.',
};

/** The OpenAPI 3.1 document of an application, completed with what decorators, guards and validators know. */
export function openApiOf(app: INestApplication, service: ServiceName): OpenAPIObject {
  const document = SwaggerModule.createDocument(app, configOf(service), { operationIdFactory: operationId });
  const handlers = handlersOf(app);

  const operations = operationsOf(document).map((operation) => ({
    operation,
    handler: handlers.get(operation.operationId ?? ''),
  }));
  const schemas = document.components?.schemas ?? {};
  refineSchemas(schemas, [...handlers.values()]);
  for (const { operation, handler } of operations) {
    // Each service has such; in one document they must not be one.
    operation.tags = operation.tags?.map((tag) => (tag === 'ops' ? `ops-${service}` : tag));
    if (!handler) continue;
    refineParameters(operation, handler);
    completeOperation(operation, handler, schemas);
    addExamples(operation, schemas);
  }
  const shared = sharedComponents();
  document.components = { ...document.components, ...shared, schemas: { ...schemas, ...shared.schemas } };
  dropUnused(document);
  document.tags = tagsOf(operations);
  return document;
}

/** Drops what is shared but referred to by nothing here; a component may be all that refers to another. */
function dropUnused(document: OpenAPIObject): void {
  const { securitySchemes: _, ...referable } = document.components ?? {};
  for (let dropped = true; dropped;) {
    dropped = false;
    const used = new Set(JSON.stringify(document).match(/"#\/components\/[^"]+"/g));
    for (const [kind, components] of Object.entries(referable)) {
      for (const name of Object.keys(components)) {
        if (used.has(`"#/components/${kind}/${name}"`)) continue;
        Reflect.deleteProperty(components, name);
        dropped = true;
      }
    }
  }
}

const configOf = (service: ServiceName) =>
  new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(`Clientele ${service}`)
    .setDescription(DESCRIPTIONS[service])
    .setVersion(productVersion())
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

const operationsOf = (document: OpenAPIObject): Operation[] =>
  Object.values(document.paths).flatMap((item) => METHODS.flatMap((method) => item[method] ?? []));

/** The tags in use; those of operators last. */
const tagsOf = (operations: readonly { operation: Operation; handler?: Handler }[]) =>
  [...new Set(operations.flatMap(({ operation }) => operation.tags ?? []))]
    .toSorted((a, b) => Number(isOps(a)) - Number(isOps(b)))
    .map((name) => ({ name, description: descriptionOf(name) }));

const descriptionOf = (tag: string): string =>
  isOps(tag)
    ? 'What operators need: backlog, dead letters, events published again.'
    : `Operations on ${tag.replaceAll('-', ' ')}.`;

const isOps = (tag: string): boolean => tag.startsWith('ops-');
