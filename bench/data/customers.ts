import { Ids } from '../generator/ids';
import { people, type Person } from '../generator/people';
import { Random } from '../generator/random';

/** A customer to load, with the identifiers of what hangs on it. */
export interface GeneratedCustomer {
  readonly id: string;
  readonly contactId: string;
  readonly linkId: string;
  readonly person: Person;
  readonly addressIds: readonly string[];
  /** Groups besides the one of all registered customers, as indexes; the first is the default group. */
  readonly groups: readonly number[];
}

/** How many of the customers are in a group of their own, and in how many. */
const IN_A_GROUP_PERCENT = 15;

/** Customers in batches, so that no more of them are in memory than one statement takes. */
export function* customerBatches(
  count: number,
  groupCount: number,
  size = 5_000,
): Generator<GeneratedCustomer[]> {
  const [ids, random] = [new Ids(11), new Random(13)];
  let batch: GeneratedCustomer[] = [];
  for (const person of people(count)) {
    batch.push(customerOf(person, ids, random, groupCount));
    if (batch.length === size) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

function customerOf(person: Person, ids: Ids, random: Random, groupCount: number): GeneratedCustomer {
  const id = () => ids.at(person.registeredAt);
  const wanted = random.chance(IN_A_GROUP_PERCENT) ? 1 + random.below(3) : 0;
  return {
    id: id(),
    contactId: id(),
    linkId: id(),
    person,
    addressIds: person.addresses.map(id),
    groups: [...new Set(Array.from({ length: wanted }, () => random.below(groupCount)))],
  };
}
