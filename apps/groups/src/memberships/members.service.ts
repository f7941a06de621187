import { Clock } from '@clientele/config';
import type { Actor } from '@clientele/contracts';
import { arrayText, type Tx } from '@clientele/database';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { RoleGroups } from '../groups/role-groups.service';
import { roleGroupId } from '../groups/role-groups.domain';
import { type MemberChange, writtenOf } from './member-change.domain';
import type { Occasion } from './membership-history.domain';
import { membershipsChange, type MemberState, unknownMember } from './member.domain';
import { saveMembers } from './member-writes.queries';
import { causesOf, lockMember, openMembers, openRegistered, readMembers } from './members.queries';
import { MembershipsNotFound } from './memberships.problems';

/** Customers of a shop that are told of as registered, and by whom. */
interface Registering {
  readonly shopId: string;
  readonly customerIds: readonly string[];
  readonly actor: Actor;
}

/** How changes are stored. */
interface Saving {
  /** Customers that are there already. */
  readonly made?: ReadonlySet<string>;
  readonly occasion?: Occasion;
}

/** Loads customers under a lock and stores what became of them, together with the events that tell it. */
@Injectable()
export class Members {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly roleGroups: RoleGroups,
  ) {}

  /** A known customer of the shop, locked until the end of the transaction. */
  async lock(tx: Tx, shopId: string, customerId: string): Promise<MemberState> {
    if (!(await lockMember.first(tx, [shopId, customerId]))) throw new MembershipsNotFound();
    return this.read(tx, customerId);
  }

  /** A customer, locked; made if events about it arrive before its registration. */
  async lockOrOpen(tx: Tx, shopId: string, customerId: string): Promise<MemberState> {
    const [member] = await this.lockOrOpenAll(tx, shopId, [customerId]);
    if (!member) throw new MembershipsNotFound();
    return member;
  }

  /** The same for many of a shop at once. */
  async lockOrOpenAll(
    tx: Tx,
    shopId: string,
    customerIds: readonly string[],
  ): Promise<readonly MemberState[]> {
    await this.roleGroups.ensure(tx, shopId);
    const now = this.clock.now();
    const group = roleGroupId(shopId, 'customer');
    const rows = await openMembers.rows(tx, [arrayText(customerIds), shopId, group, now]);
    const made = new Set(rows.map(({ customerId }) => customerId));
    const others = customerIds.filter((id) => !made.has(id));
    const known = others.length > 0 ? await readMembers(tx, others) : [];
    return [...known, ...[...made].map((id) => unknownMember(id, shopId, now))];
  }

  /**
   * Registers those customers of a shop who are not registered yet, and tells who they are. Who was not known is written as
   * what `register` makes of it, as a row that is changed again is written twice.
   */
  async register(
    tx: Tx,
    { shopId, customerIds, actor }: Registering,
    register: (before: MemberState) => MemberState,
  ): Promise<readonly string[]> {
    await this.roleGroups.ensure(tx, shopId);
    const now = this.clock.now();
    const changeOf = (before: MemberState): MemberChange => ({ before, after: register(before) });
    const unknown = customerIds.map((id) => changeOf(unknownMember(id, shopId, now)));
    const made = await openRegistered(tx, shopId, unknown.map(writtenOf), now);
    const others = customerIds.filter((id) => !made.has(id));
    const known = others.length > 0 ? await readMembers(tx, others) : [];
    const changes = [
      ...unknown.filter(({ after }) => made.has(after.customerId)),
      ...known.filter(({ registered }) => !registered).map(changeOf),
    ];
    if (changes.length > 0) await this.save(tx, changes, actor, { made });
    return changes.map(({ after }) => after.customerId);
  }

  /** Stores what changed, and tells it: one event per customer whose memberships are others now. */
  async save(
    tx: Tx,
    changes: readonly MemberChange[],
    actor: Actor,
    { made = new Set(), occasion }: Saving = {},
  ): Promise<void> {
    const now = this.clock.now();
    const written = changes.map(writtenOf);
    const news = written.filter(({ isNews }) => isNews).map(({ after }) => after);
    const causes = await causesOf(
      tx,
      news,
      changes.flatMap(({ grants = [] }) => grants),
    );
    const events = news.map((after) => membershipsChange(after, actor, now, causes));
    const isInBulk = this.outbox.isInBulk(tx);

    const rows = written.map(({ row }) => row).filter(({ customerId }) => !made.has(customerId));
    const outboxRows = isInBulk ? [] : this.outbox.rows(events);
    await saveMembers(tx, { written, rows, outboxRows, occasion }, actor, now);
    if (isInBulk) await this.outbox.add(tx, ...events);
  }

  private async read(tx: Tx, customerId: string): Promise<MemberState> {
    const [member] = await readMembers(tx, [customerId]);
    if (!member) throw new MembershipsNotFound();
    return member;
  }
}
