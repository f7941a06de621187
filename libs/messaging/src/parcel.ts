import type { DomainEvent, EventContract } from '@clientele/contracts';
import type { JsMsg } from '@nats-io/jetstream';
import { readEvent } from './parse-event';

/** An event on its way through a consumer, as far as JetStream is to be told what became of it. */
export interface Item {
  readonly subject: string;
  /** How often it was delivered. */
  readonly deliveries: number;
  /** It as text. */
  text(): string;
  /** It is handled. */
  done(): void;
  /** It is put aside, for a reason: nothing handles it. */
  setAside(reason: string): void;
  /** It is to be delivered again, after a while. */
  again(milliseconds?: number): void;
}

/** What claims to be an event. */
export class Unread {
  private event: DomainEvent | undefined;

  constructor(
    private readonly value: unknown,
    /** It as text. */
    readonly text: () => string,
  ) {}

  /** The event, read once for all who listen to it. */
  read(contracts: readonly EventContract[]): DomainEvent {
    const { event } = this;
    if (event && contracts.some(({ type }) => type === event.type)) return event;
    return (this.event = readEvent(contracts, this.value));
  }
}

/** The same, and how to answer it. */
export type UnreadItem = Item & Pick<Unread, 'read'>;

/** What became of an event: undefined if it is handled. */
type Outcome = { readonly againInMs: number } | { readonly asideFor: string } | undefined;

/**
 * A message with one event or several. It is answered when all of them are: handled, or all of it once more. Where some
 * were put aside JetStream is told why, and tells whoever listens to its advisories.
 */
export class Parcel {
  readonly items: readonly UnreadItem[];
  private left: number;
  private againInMs: number | undefined;
  private readonly reasons = new Set<string>();

  /** `over` is told when the message is answered. */
  constructor(
    private readonly message: Pick<JsMsg, 'ack' | 'nak' | 'term' | 'subject' | 'info'>,
    content: readonly Unread[],
    private readonly over: () => void,
  ) {
    this.left = content.length;
    this.items = content.map((unread) => this.item(unread));
  }

  private item(unread: Unread): UnreadItem {
    const { subject, info } = this.message;
    let isAnswered = false;
    const answer = (outcome?: Outcome): void => {
      if (isAnswered) return;
      isAnswered = true;
      this.answer(outcome);
    };
    return {
      ...{ subject, deliveries: info.deliveryCount, text: unread.text },
      read: (contracts) => unread.read(contracts),
      done: () => answer(),
      setAside: (asideFor) => answer({ asideFor }),
      again: (againInMs = 0) => answer({ againInMs }),
    };
  }

  // Those that are handled already are known when they come again, so the soonest decides.
  private answer(outcome: Outcome): void {
    if (outcome && 'againInMs' in outcome)
      this.againInMs = Math.min(outcome.againInMs, this.againInMs ?? outcome.againInMs);
    if (outcome && 'asideFor' in outcome) this.reasons.add(oneLine(outcome.asideFor));
    if (--this.left > 0) return;
    try {
      if (this.againInMs !== undefined) this.message.nak(this.againInMs);
      else if (this.reasons.size > 0) this.message.term([...this.reasons].join('; ').slice(0, MOST_REASON));
      else this.message.ack();
    } finally {
      this.over();
    }
  }
}

const MOST_REASON = 500;

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');

/** What is in the text of a message. What is no JSON is told when it is read as an event. */
export function contentOf(text: string): readonly Unread[] {
  try {
    const value: unknown = JSON.parse(text);
    // A relay of before the outbox had parcels packs them once more.
    if (Array.isArray(value) && value.length > 0)
      return value.flat().map((one: unknown) => new Unread(one, () => JSON.stringify(one)));
    return [new Unread(value, () => text)];
  } catch {
    return [new Unread(text, () => text)];
  }
}

/** So many travel together at most. */
const MOST = 50;
const MOST_CHARACTERS = 100_000;

/** What is packed. */
interface Packable {
  readonly type: string;
  /** The event as text. */
  readonly event: string;
  /** What it is about; null if it is a parcel already, which nothing passes. */
  readonly aggregate: string | null;
}

/** A parcel that is being packed. */
interface Packing<Row> {
  readonly rows: Row[];
  characters: number;
}

/**
 * Rows as they travel: those of one type in one message, as many as it may hold, and the others after it. None gets
 * before another about the same thing.
 */
export function parcelled<Row extends Packable>(rows: readonly Row[]): readonly (readonly Row[])[] {
  const parcels: Packing<Row>[] = [];
  /** Of each type, the last parcel; of each thing, the last that tells of it. */
  const ofType = new Map<string, number>();
  const ofAggregate = new Map<string, number>();
  let first = 0;
  for (const row of rows) {
    if (row.aggregate === null) {
      first = parcels.push({ rows: [row], characters: row.event.length });
      continue;
    }
    const last = ofType.get(row.type) ?? -1;
    const joins =
      last >= Math.max(first, ofAggregate.get(row.aggregate) ?? 0) && hasRoomFor(parcels[last], row);
    const place = joins ? last : parcels.push({ rows: [], characters: 0 }) - 1;
    parcels[place]?.rows.push(row);
    if (parcels[place]) parcels[place].characters += row.event.length;
    ofType.set(row.type, place);
    ofAggregate.set(row.aggregate, place);
  }
  return parcels.map((parcel) => parcel.rows);
}

const hasRoomFor = <Row extends Packable>(parcel: Packing<Row> | undefined, { event }: Row): boolean =>
  parcel !== undefined && parcel.rows.length < MOST && parcel.characters + event.length <= MOST_CHARACTERS;
