import { dayOver, later } from './calendar';
import { GROUPS, type ModelRule, productOf } from './history';

/** An order that was paid. */
export interface PaidOrder {
  readonly number: number;
  readonly products: readonly number[];
  readonly total: string;
  readonly paidAt: Date;
}

/** What an order gave by a rule. */
interface Gift {
  readonly order: number;
  /** Null: the amount of the order gave it. */
  readonly line: number | null;
  readonly group: number;
  readonly rule: ModelRule;
  readonly at: Date;
  readonly choosesDefault: boolean;
  lost: boolean;
}

/** A customer's groups; -1 is the group of registered customers. */
export interface Groups {
  readonly default: number;
  /** When each ends; null: never. */
  readonly ends: Readonly<Record<number, string | null>>;
}

interface Time {
  readonly from: Date;
  readonly until: Date | null;
}

/** What the specification says comes of a customer's history, said as simply as possible and reckoned anew each time. */
export class Model {
  private gifts: Gift[] = [];
  private readonly back = new Set<string>();
  private readonly byHand = new Map<number, Time>();
  private readonly chosen = new Map<number, Date>();

  constructor(private readonly zone: string) {}

  pay(order: PaidOrder, rules: readonly ModelRule[]): void {
    const met = rules
      .filter(({ enabled }) => enabled)
      .flatMap((rule) => linesOf(rule, order).map((line) => ({ rule, line })));
    if (met.length === 0) return;
    this.forget(order.paidAt);
    const matches = met.filter(
      ({ rule, line }) =>
        !this.gifts.some((g) => g.order === order.number && g.line === line && g.rule.number === rule.number),
    );
    const [winner] = matches
      .filter(({ rule }) => rule.defaultGroup !== null)
      .toSorted(
        (a, b) =>
          b.rule.priority - a.rule.priority ||
          (b.line ?? -1) - (a.line ?? -1) ||
          b.rule.number - a.rule.number,
      );
    for (const match of matches)
      for (const group of match.rule.groups)
        this.gifts.push({
          ...{ ...match, group, order: order.number, at: order.paidAt },
          choosesDefault: match === winner && group === match.rule.defaultGroup,
          lost: match.rule.takeBack && this.isBack(order.number, match.line),
        });
    // What is ignored because of something given by hand stays ignored when that is over.
    for (const group of this.byHand.keys()) for (const gift of this.ignoredIn(group)) gift.lost = true;
  }

  /** A line goes back; null: the whole order. */
  takeBack(order: number, line: number | null, now: Date): void {
    this.forget(now);
    this.back.add(`${order}/${line}`);
    for (const gift of this.gifts)
      if (gift.rule.takeBack && this.isBack(gift.order, gift.line)) gift.lost = true;
  }

  join(group: number, until: Date | null, isDefault: boolean, now: Date): void {
    this.forget(now);
    const before = this.isIn(group, now) ? this.timeIn(group) : undefined;
    const chosen = isDefault ? this.afterAll(now) : before && this.defaultSince(group);
    const from = before?.from ?? now;
    this.decide(group);
    this.byHand.set(group, { from, until });
    if (chosen) this.chosen.set(group, chosen);
  }

  leave(group: number, now: Date): void {
    this.forget(now);
    this.decide(group);
  }

  choose(group: number, now: Date): void {
    this.forget(now);
    if (this.groups(now).default !== group) this.chosen.set(group, this.afterAll(now));
  }

  /** What is over is forgotten; what orders gave is not, as more may be heard of them. */
  forget(at: Date): void {
    for (const group of each) {
      const time = this.timeIn(group);
      if (time && (time.until === null || time.until > at)) continue;
      this.byHand.delete(group);
      this.chosen.delete(group);
    }
  }

  isIn(group: number, now: Date): boolean {
    const time = this.timeIn(group);
    return time !== undefined && (time.until === null || time.until > now);
  }

  groups(now: Date): Groups {
    const held = each.filter((group) => this.isIn(group, now));
    const candidates = held.flatMap((group) => {
      const since = this.defaultSince(group);
      return since ? [{ group, since }] : [];
    });
    const [last] = candidates.toSorted((a, b) => b.since.getTime() - a.since.getTime());
    return {
      default: last?.group ?? -1,
      ends: Object.fromEntries([
        [-1, null],
        ...held.map((group) => [group, this.timeIn(group)?.until?.toISOString() ?? null] as const),
      ]),
    };
  }

  /** What is chosen by hand comes after all that was chosen so far, within the same instant as well. */
  private afterAll(now: Date): Date {
    const last = each.map((group) => (this.isIn(group, now) ? this.defaultSince(group)?.getTime() : 0) ?? 0);
    return new Date(Math.max(now.getTime(), ...last.map((time) => time + 1)));
  }

  /** By hand overrules what orders gave until then. */
  private decide(group: number): void {
    for (const gift of this.gifts) if (gift.group === group) gift.lost = true;
    this.byHand.delete(group);
    this.chosen.delete(group);
  }

  private isBack(order: number, line: number | null): boolean {
    return this.back.has(`${order}/null`) || this.back.has(`${order}/${line}`);
  }

  private givenIn(group: number): Gift[] {
    return this.gifts
      .filter((gift) => gift.group === group && !gift.lost)
      .toSorted((a, b) => a.at.getTime() - b.at.getTime() || (keyOf(a) < keyOf(b) ? -1 : 1));
  }

  private timeIn(group: number): Time | undefined {
    let time = this.byHand.get(group);
    for (const gift of this.givenIn(group)) time = this.with(gift, time);
    return time;
  }

  /** Gifts of rules that ignore buying again, where the customer was in the group already. */
  private ignoredIn(group: number): Set<Gift> {
    let time = this.byHand.get(group);
    const ignored = this.givenIn(group).filter((gift) => {
      const before = time;
      time = this.with(gift, before);
      return gift.rule.onRepurchase === 'ignore' && time === before;
    });
    return new Set(ignored);
  }

  private with({ at, rule }: Gift, time: Time | undefined): Time | undefined {
    const from = (start: Date): Date | null => {
      if (rule.until !== null) return dayOver(rule.until, this.zone);
      return rule.length && later(start, rule.length, this.zone);
    };
    if (time && (time.until === null || time.until > at)) {
      if (time.until === null || rule.onRepurchase === 'ignore') return time;
      const until = from(rule.onRepurchase === 'extend' ? time.until : at);
      return until === null || until > time.until ? { ...time, until } : time;
    }
    const until = from(at);
    return until === null || until > at ? { from: at, until } : time;
  }

  private defaultSince(group: number): Date | undefined {
    const since = this.timeIn(group)?.from;
    const ignored = this.ignoredIn(group);
    const made = this.givenIn(group).filter(
      (gift) => gift.choosesDefault && since && gift.at >= since && !ignored.has(gift),
    );
    return [this.chosen.get(group), ...made.map(({ at }) => at)].reduce(
      (last, at) => (at && (!last || at > last) ? at : last),
      undefined,
    );
  }
}

function linesOf(rule: ModelRule, { products, total }: PaidOrder): (number | null)[] {
  if (Number(total) === 0) return [];
  if (rule.minimumTotal !== null)
    return rule.currency === 'EUR' && Number(total) >= Number(rule.minimumTotal) ? [null] : [];
  return products.flatMap((number, line) => {
    const { productId, defaultCategoryId } = productOf(number);
    const isMet =
      rule.categoryId === null ? rule.productId === productId : rule.categoryId === defaultCategoryId;
    return isMet ? [line] : [];
  });
}

// Orders follow each other; the order as a whole comes before its lines, and lines in the order in which they stand.
const keyOf = ({ order, line, rule }: Gift): string =>
  `${String(order).padStart(3, '0')}/${(line ?? -1) + 1}/${rule.number}`;

const each = Array.from({ length: GROUPS }, (_, group) => group);
