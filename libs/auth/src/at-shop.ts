import { DEFAULT_SHOP_ID, type Place, placeIn, placeOf } from '@clientele/contracts';
import { createParamDecorator, type ExecutionContext, Injectable, type PipeTransform } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { ShopIdNotValid, ShopUnknown } from './auth.problems';

declare module 'fastify' {
  interface FastifyRequest {
    /** Where it happens, of requests to routes that take `Shop-Id`. */
    place?: Place;
  }
}

/** The shops there are. A service with routes that take `Shop-Id` provides them. */
export abstract class Shops {
  /** The place of who means this shop; undefined if there is no such shop. */
  abstract resolve(shopId: string): Promise<Place | undefined>;
}

/** Marks handlers that take `Shop-Id`, for the OpenAPI document. */
export const SHOP_ID = Symbol('shop id');

@Injectable()
class PlacePipe implements PipeTransform<ExecutionContext, Promise<Place>> {
  constructor(private readonly shops: Shops) {}

  async transform(context: ExecutionContext): Promise<Place> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    request.place = await this.placeAt(request);
    return request.place;
  }

  private async placeAt({ principal, headers }: FastifyRequest): Promise<Place> {
    if (principal) return placeIn(principal);
    const meant = headers['shop-id'];
    if (meant === undefined) return DEFAULT;
    if (!isUUID(meant))
      throw new ShopIdNotValid({ detail: 'Send the id of a shop, or leave the header out.' });
    const place = await this.shops.resolve(String(meant).toLowerCase());
    if (!place) throw new ShopUnknown();
    return place;
  }
}

const DEFAULT = placeOf(DEFAULT_SHOP_ID, null);

const context = createParamDecorator((_: unknown, current: ExecutionContext) => current);

/**
 * Injects which shop a call is for: that of the token, else the one that `Shop-Id` means, else the one that every installation
 * has. A token that the route ignores says nothing.
 */
export const AtShop = (): ParameterDecorator => (target, method, index) => {
  Reflect.defineMetadata(SHOP_ID, true, (target as Record<string | symbol, object>)[method ?? ''] ?? target);
  context(PlacePipe)(target, method, index);
};
