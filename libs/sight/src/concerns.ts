import type { ProblemDefinition } from '@clientele/contracts';
import { Reflector } from '@nestjs/core';

/** A kind of thing that belongs to customers. */
interface Subject {
  /** What somebody is told who may not see it: the same as if it did not exist. */
  readonly missing: ProblemDefinition;
  /** Query of the customers it belongs to, one of whom must be seen; `name` is the expression that names it. */
  readonly customersOf: (name: string) => string;
  /** Whether things of this kind are named by a UUID or by any text. */
  readonly namedBy: 'uuid' | 'text';
  /** Whether what belongs to no customer can be seen by all: pages of groups can, carts of visitors cannot. */
  readonly seenWithoutCustomer: boolean;
}

/** Something that a request names, and where. */
export interface Named extends Subject {
  /** Name of the parameter or field; dots lead into objects and lists of the body. */
  readonly path: string;
}

/**
 * Whom a route concerns: customers by the things that the request names, those that it lists, which the query limits by
 * `isSeen`, or nobody.
 */
export type Concern = Named | readonly Named[] | 'listed' | 'nobody';

/** Declares whom a route concerns; without it, a route on what belongs to customers is closed to members of sales teams. */
export const Concerns = Reflector.createDecorator<Concern>();

/** Defines a kind of thing that belongs to customers; what it gives names one of them, at `path` of a request. */
export const subject =
  (
    missing: ProblemDefinition,
    customersOf: Subject['customersOf'],
    { namedBy = 'uuid', seenWithoutCustomer = false }: Partial<Subject> = {},
  ) =>
  (path = 'id'): Named => ({ missing, customersOf, namedBy, seenWithoutCustomer, path });
