import { type Actor, type AuditEntryFact, newId, type Origin } from '@clientele/contracts';
import { masked } from './changes.domain';

/** Who did something: a principal, or whoever is known where there is none. */
export interface Doer extends Actor {
  readonly shopId: string;
  readonly origin?: Origin;
}

/** What was done. */
export interface Deed {
  /** Id of the operation, such as `customers.edit`, or of what it did beyond its name, such as `sessions.end`. */
  readonly operation: string;
  readonly resource: { readonly type: string; readonly id?: string };
  /** The customer whose data it is, if one. */
  readonly customerId?: string;
  /** What it was, of the fields that matter. */
  readonly before?: object;
  /** What it is now. */
  readonly after?: object;
}

/** An entry as it is kept. Secrets are masked here, so that no way into the log goes around it. */
export function entryOf(
  service: string,
  kind: AuditEntryFact['kind'],
  doer: Doer,
  { operation, resource, customerId, before, after, ...more }: Deed & { readonly query?: object },
  at: Date,
): AuditEntryFact {
  const { address, userAgent } = doer.origin ?? {};
  return {
    id: newId(),
    at: at.toISOString(),
    shopId: doer.shopId,
    service,
    kind,
    operation,
    actorKind: doer.kind,
    actorId: doer.id,
    resourceType: resource.type,
    resourceId: resource.id,
    customerId,
    times: 1,
    details: masked({ address, userAgent, ...more, before, after }),
  };
}
