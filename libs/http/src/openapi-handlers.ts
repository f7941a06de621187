import type { INestApplication, Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';

/** A method that answers requests, with the classes of what it takes. */
export interface Handler {
  readonly method: object;
  /** Classes of body, query and path parameters. */
  readonly takes: Readonly<Record<'body' | 'query' | 'path', readonly Type[]>>;
}

// Nest's own metadata of a handler's parameters; their keys begin with a number that says what they take.
const ROUTE_ARGUMENTS = '__routeArguments__';
const KINDS: Readonly<Record<string, 'body' | 'query' | 'path'>> = { 3: 'body', 4: 'query', 5: 'path' };

/** `groups.list` for `GroupsController.list`. */
export const operationId = (controller: string, method: string): string => {
  const feature = controller.replace(/Controller$/, '');
  return `${feature.charAt(0).toLowerCase()}${feature.slice(1)}.${method}`;
};

/** Every handler of the application, by the id of its operation. */
export function handlersOf(app: INestApplication): ReadonlyMap<string, Handler> {
  const handlers = new Map<string, Handler>();
  const scanner = new MetadataScanner();
  for (const { instance, name } of app.get(DiscoveryService).getControllers()) {
    if (!instance || typeof instance !== 'object') continue;
    const prototype: Record<string, object> = Object.getPrototypeOf(instance);
    for (const key of scanner.getAllMethodNames(prototype)) {
      const method = prototype[key];
      if (method) handlers.set(operationId(String(name), key), { method, takes: takenBy(prototype, key) });
    }
  }
  return handlers;
}

function takenBy(prototype: object, key: string): Handler['takes'] {
  const takes: Record<'body' | 'query' | 'path', Type[]> = { body: [], query: [], path: [] };
  const types: Type[] = Reflect.getMetadata('design:paramtypes', prototype, key) ?? [];
  const parameters: object = Reflect.getMetadata(ROUTE_ARGUMENTS, prototype.constructor, key) ?? {};
  for (const parameter of Object.keys(parameters)) {
    const [kind = '', index = ''] = parameter.split(':');
    const type = types[Number(index)];
    const place = KINDS[kind];
    if (place && type) takes[place].push(type);
  }
  return takes;
}
