import { newId } from './uuid';

/** Who caused a change. */
export interface Actor {
  readonly kind: 'employee' | 'contact' | 'visitor' | 'client' | 'system';
  readonly id: string;
}

/** A fact, as it travels. Names follow CloudEvents 1.0 where it has them. */
export interface DomainEvent<D extends object = object> {
  /** UUIDv7; the key by which consumers recognise a repetition. */
  readonly id: string;
  /** `<domain>.<aggregate>.<past participle>.v<N>`, which is also the subject. */
  readonly type: string;
  /** Version of the contract, the N of the type. */
  readonly version: number;
  /** When it happened, ISO 8601 UTC. */
  readonly occurredAt: string;
  readonly shopId: string;
  /** What changed, and the number of the change: consumers ignore an older version than they know. */
  readonly aggregate: { readonly id: string; readonly version: number };
  readonly actor: Actor;
  /** W3C trace context of the request that caused it. */
  readonly traceparent?: string;
  readonly data: D;
}

/** The circumstances of an event. */
export interface Circumstances {
  readonly aggregate: { readonly id: string; readonly version: number };
  readonly shopId: string;
  readonly actor: Actor;
  readonly occurredAt: Date;
}

/** A versioned type of event: its name, the class that validates its data, and an example of it. */
export interface EventContract<D extends object = object> {
  readonly type: string;
  readonly data: new () => D;
  readonly example: D;
  /** A new event of this type, with an id of its own. */
  create(circumstances: Circumstances, data: D): DomainEvent<D>;
}

const contracts = new Map<string, EventContract>();

/** Declares an event. `v1` only ever gains optional fields; anything else is a `v2` beside it. */
export function defineEvent<D extends object>(
  type: `${string}.${string}.${string}.v${number}`,
  data: new () => D,
  example: D,
): EventContract<D> {
  const version = Number(type.slice(type.lastIndexOf('.v') + 2));
  const contract: EventContract<D> = {
    type,
    data,
    example,
    create: ({ aggregate, shopId, actor, occurredAt }, facts) => ({
      id: newId(),
      type,
      version,
      occurredAt: occurredAt.toISOString(),
      shopId,
      aggregate,
      actor,
      data: facts,
    }),
  };
  if (contracts.has(type)) throw new Error(`Two events have the type ${type}.`);
  contracts.set(type, contract);
  return contract;
}

/** Every event of the modules loaded so far. */
export const definedEvents = (): readonly EventContract[] => [...contracts.values()];
