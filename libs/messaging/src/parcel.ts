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

  /** `whole` is its text, unless others were in the same. */
  constructor(
    private readonly value: unknown,
    private readonly whole?: string,
  ) {}

  /** It as text. */
  text(): string {
    return this.whole ?? JSON.stringify(this.value);
  }

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
    const { subject, info } = message;
    this.items = content.map((unread) => new Packed(unread, subject, info.deliveryCount, this));
  }

  /**
   * What became of one of its events. Those that are handled already are known when they come again, so the soonest
   * decides.
   */
  answer(outcome: Outcome): void {
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

/** An event in a parcel; answered once, whatever follows. */
class Packed implements UnreadItem {
  private isAnswered = false;

  constructor(
    private readonly unread: Unread,
    readonly subject: string,
    readonly deliveries: number,
    private readonly parcel: Parcel,
  ) {}

  read(contracts: readonly EventContract[]): DomainEvent {
    return this.unread.read(contracts);
  }

  text(): string {
    return this.unread.text();
  }

  done(): void {
    this.answer();
  }

  setAside(asideFor: string): void {
    this.answer({ asideFor });
  }

  again(againInMs = 0): void {
    this.answer({ againInMs });
  }

  private answer(outcome?: Outcome): void {
    if (this.isAnswered) return;
    this.isAnswered = true;
    this.parcel.answer(outcome);
  }
}

const MOST_REASON = 500;

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');

/** What is in the text of a message. What is no JSON is told when it is read as an event. */
export function contentOf(text: string): readonly Unread[] {
  try {
    const value: unknown = JSON.parse(text);
    // A relay of before the outbox had parcels packs them once more.
    if (Array.isArray(value) && value.length > 0) return value.flat().map((one: unknown) => new Unread(one));
    return [new Unread(value, text)];
  } catch {
    return [new Unread(text, text)];
  }
}

/** So many travel together at most. */
const MOST = 100;
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
