import type { AuditEntryFact } from '@clientele/contracts';

/** So many things are named by one entry. */
const MOST_THINGS = 1_000;

/** What was read. */
export interface Read {
  readonly resourceId: string | undefined;
  readonly customerId: string | undefined;
}

/**
 * Reads of the same kind by the same person, which one entry tells of: who fetches thousands of customers one by one, as
 * programs do, would otherwise make the log grow by more than what was read.
 */
export class ReadsTogether {
  private readonly resources = new Set<string>();
  private readonly customers = new Set<string>();
  private times = 0;

  constructor(private readonly first: AuditEntryFact) {}

  get isFull(): boolean {
    return this.resources.size >= MOST_THINGS;
  }

  add({ resourceId, customerId }: Read): void {
    this.times++;
    if (resourceId !== undefined) this.resources.add(resourceId);
    if (customerId !== undefined) this.customers.add(customerId);
  }

  toEntry(): AuditEntryFact {
    const [[resourceId, resourceIds], [customerId, customerIds]] = [
      oneOrSeveral(this.resources),
      oneOrSeveral(this.customers),
    ];
    return { ...this.first, times: this.times, resourceId, resourceIds, customerId, customerIds };
  }
}

const oneOrSeveral = (ids: ReadonlySet<string>): [one: string | undefined, several: string[] | undefined] =>
  ids.size > 1 ? [undefined, [...ids]] : [[...ids][0], undefined];
