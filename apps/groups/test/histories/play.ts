import { deepStrictEqual } from 'node:assert/strict';
import type { History, ModelRule, Step } from './history';
import { type Groups, Model, type PaidOrder } from './model';

/** What histories are played on: the rules alone, or the whole service. */
export interface Subject {
  setRules(rules: readonly ModelRule[]): Promise<void>;
  /** It is heard that an order was paid. */
  pay(order: PaidOrder, now: Date): Promise<void>;
  /** It is heard that a line of an order went back; null: the whole order. */
  takeBack(order: PaidOrder, line: number | null, now: Date): Promise<void>;
  join(group: number, until: Date | null, isDefault: boolean, now: Date): Promise<void>;
  leave(group: number, now: Date): Promise<void>;
  choose(group: number, now: Date): Promise<void>;
  expire(now: Date): Promise<void>;
  groups(now: Date): Promise<Groups>;
}

type News = { readonly order: PaidOrder; readonly back?: { readonly line: number | null } };

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Plays a history on a subject and on the model, which have to agree after each step. */
export async function play(history: History, subject: Subject): Promise<void> {
  const player = new Player(history, subject);
  await player.begin();
  for (const step of history.steps) await player.step(step, history.atOnce ? 0 : 1);
  await player.finish();
}

class Player {
  private readonly model: Model;
  private readonly orders: PaidOrder[] = [];
  /** Told, and not heard of yet. */
  private readonly news: News[] = [];
  private rules: readonly ModelRule[];
  private now: Date;

  constructor(
    history: History,
    private readonly subject: Subject,
  ) {
    this.model = new Model(history.zone);
    this.rules = history.rules;
    this.now = history.begins;
  }

  begin(): Promise<void> {
    return this.subject.setRules(this.rules);
  }

  async step(step: Step, minutesBefore: number): Promise<void> {
    this.pass(minutesBefore);
    await this.do(step);
    await this.compare();
  }

  /** All that was told is heard of, what was told last first, and all that is over is ended. */
  async finish(): Promise<void> {
    while (this.news.length > 0) await this.hear(this.news.length - 1, 2);
    await this.compare();
    this.pass(400 * 24 * 60);
    await this.do({ kind: 'expire' });
    await this.compare();
  }

  private async do(step: Step): Promise<void> {
    const { now, model, subject } = this;
    switch (step.kind) {
      case 'pass':
        return this.pass(step.minutes);
      case 'rules':
        this.rules = step.rules;
        return subject.setRules(step.rules);
      case 'pay':
        return this.tellPayment(step);
      case 'cancel':
      case 'refund':
        return this.tellBack(step);
      case 'deliver':
        return this.hear(step.which, step.times);
      case 'join': {
        const until = step.days === 0 ? null : new Date(now.getTime() + step.days * DAY);
        model.join(step.group, until, step.isDefault, now);
        return subject.join(step.group, until, step.isDefault, now);
      }
      case 'leave':
        if (!model.isIn(step.group, now)) return;
        model.leave(step.group, now);
        return subject.leave(step.group, now);
      case 'choose':
        if (!model.isIn(step.group, now)) return;
        model.choose(step.group, now);
        return subject.choose(step.group, now);
      case 'expire':
        model.forget(now);
        return subject.expire(now);
      case 'end':
        return this.passUntilTheEnd(step);
    }
  }

  private pass(minutes: number): void {
    this.now = new Date(this.now.getTime() + minutes * MINUTE);
  }

  private passUntilTheEnd({ group, off }: Extract<Step, { kind: 'end' }>): void {
    const end = this.model.groups(this.now).ends[group];
    if (end) this.now = new Date(Math.max(this.now.getTime(), Date.parse(end) + off));
  }

  private tellPayment({ products, total }: Extract<Step, { kind: 'pay' }>): void {
    const order = { products, total, number: this.orders.length, paidAt: this.now };
    this.orders.push(order);
    this.news.push({ order });
  }

  private tellBack(step: Extract<Step, { kind: 'cancel' | 'refund' }>): void {
    const order = this.orders[step.order];
    if (!order) return;
    const line = step.kind === 'cancel' ? null : step.line % order.products.length;
    this.news.push({ order, back: { line } });
  }

  private async hear(which: number, times: number): Promise<void> {
    const [heard] = this.news.splice(which % Math.max(this.news.length, 1), 1);
    if (!heard) return;
    const { order, back } = heard;
    if (back) this.model.takeBack(order.number, back.line, this.now);
    else this.model.pay(order, this.rules);
    for (let i = 0; i < times; i++)
      await (back ? this.subject.takeBack(order, back.line, this.now) : this.subject.pay(order, this.now));
  }

  private async compare(): Promise<void> {
    deepStrictEqual(await this.subject.groups(this.now), this.model.groups(this.now));
  }
}
