import { Injectable, type OnApplicationBootstrap, RequestMethod } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { Allow, Public } from './allow';

// Nest's own metadata of a route; a number of `RequestMethod` on every handler.
const METHOD = 'method';

/** Refuses to start with a route that does not say who may call it. */
@Injectable()
export class RouteCheck implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onApplicationBootstrap(): void {
    const open = this.routes().filter(
      ({ handler }) => !this.reflector.get(Public, handler) && !this.reflector.get(Allow, handler),
    );
    if (open.length > 0) {
      throw new Error(`Routes without @Allow or @Public: ${open.map(({ name }) => name).join(', ')}`);
    }
  }

  private routes(): { name: string; handler: () => unknown }[] {
    return this.discovery.getControllers().flatMap(({ instance, name }) => {
      if (!instance || typeof instance !== 'object') return [];
      const prototype: Record<string, () => unknown> = Object.getPrototypeOf(instance);
      return this.scanner.getAllMethodNames(prototype).flatMap((method) => {
        const handler = prototype[method];
        const verb: RequestMethod | undefined = handler && Reflect.getMetadata(METHOD, handler);
        return handler && verb !== undefined ? [{ name: `${name}.${method}`, handler }] : [];
      });
    });
  }
}
