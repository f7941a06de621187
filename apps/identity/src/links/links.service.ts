import { Audit, type Deed } from '@clientele/audit';
import { PermissionMissing } from '@clientele/auth';
import { Clock } from '@clientele/config';
import { actorOf, linkRemoved, newId, type Principal } from '@clientele/contracts';
import { Database, type Tx } from '@clientele/database';
import { type RawJson, requireVersion } from '@clientele/http';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { ContactLink } from '../contacts/contact-link.entity';
import { Contact } from '../contacts/contact.entity';
import { ContactNotFound } from '../contacts/contacts.problems';
import { lockCustomer, lockOpenCustomer } from '../customers/lock-customer';
import { Profile } from '../profiles/profile.entity';
import { limitColumns } from '../purchase-limits/purchase-limit.domain';
import {
  type LinkChange,
  type Manager,
  type Rank,
  requireAdministrator,
  requireManageable,
} from './hierarchy.domain';
import type { EditLinkBody, LinkParam, PutLinkBody } from './links.bodies';
import { LinkNotFound, ProfileUnknown } from './links.problems';
import {
  type CurrentLink,
  currentLink,
  linkChanges,
  managingRank,
  otherAdministrators,
  readLink,
  readLinkFacts,
} from './links.queries';
import type { LinkView } from './links.views';

/** Lets contacts act for customers. The customer is locked meanwhile, so that it keeps an Administrator. */
@Injectable()
export class LinksService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  put(caller: Principal, link: LinkParam, body: PutLinkBody): Promise<RawJson<LinkView>> {
    return this.db.transaction(async (tx) => {
      if (!(await tx.existsBy(Contact, { id: link.id, shopId: caller.shopId }))) throw new ContactNotFound();
      await lockOpenCustomer(tx, caller.shopId, link.customerId);
      await this.set(tx, caller, link, body);
      return readLink(tx, caller.shopId, link);
    });
  }

  edit(caller: Principal, link: LinkParam, version: number, body: EditLinkBody): Promise<RawJson<LinkView>> {
    return this.db.transaction(async (tx) => {
      await this.change(tx, caller, link, version, body);
      return readLink(tx, caller.shopId, link);
    });
  }

  /** Changes a link that is there, within a transaction of the caller. */
  async change(
    tx: Tx,
    caller: Principal,
    link: LinkParam,
    version: number,
    body: EditLinkBody,
  ): Promise<void> {
    const current = await lockLink(tx, caller, link);
    requireVersion(current.version, version);
    await this.set(tx, caller, link, body, current);
  }

  /** Makes a link or changes it, as far as the caller may. The customer has to be locked. */
  async set(
    tx: Tx,
    caller: Principal,
    link: LinkParam,
    { profileId, purchaseLimit }: EditLinkBody,
    known?: CurrentLink,
  ): Promise<void> {
    const current = known ?? (await currentLink.first(tx, [link.id, link.customerId]));
    const to = profileId === undefined ? (current ?? null) : await rankOf(tx, caller.shopId, profileId);
    const limit = purchaseLimit === undefined ? undefined : limitColumns(purchaseLimit);
    const touchesLimit = current ? purchaseLimit !== undefined : purchaseLimit != null;
    const from = current ?? null;
    await requireAllowed(tx, caller, link, { contactId: link.id, from, to, limit: touchesLimit });

    const id = current?.id ?? newId();
    const before = current && (await readLinkFacts(tx, caller.shopId, link));
    if (current) {
      await tx.update(ContactLink, id, { profileId, ...limit, version: current.version + 1 });
    } else {
      await tx.insert(ContactLink, {
        ...{ id, contactId: link.id, customerId: link.customerId, profileId, ...limit, version: 1 },
      });
    }
    await this.outbox.add(tx, ...(await linkChanges(tx, actorOf(caller), [id], this.clock.now())));
    const after = await readLinkFacts(tx, caller.shopId, link);
    await this.audit.add(tx, caller, {
      ...deedOn(link, current ? 'links.edit' : 'links.put'),
      before,
      after,
    });
  }

  remove(caller: Principal, link: LinkParam): Promise<void> {
    return this.db.transaction(async (tx) => {
      const current = await lockLink(tx, caller, link);
      await requireAllowed(tx, caller, link, { contactId: link.id, from: current, to: null });

      const before = await readLinkFacts(tx, caller.shopId, link);
      // Its refresh tokens go with it.
      await tx.delete(ContactLink, { id: current.id });
      const removed = linkRemoved.create(
        {
          aggregate: { id: current.id, version: current.version + 1 },
          shopId: caller.shopId,
          actor: actorOf(caller),
          occurredAt: this.clock.now(),
        },
        { linkId: current.id, contactId: link.id, customerId: link.customerId },
      );
      await this.outbox.add(tx, removed);
      await this.audit.add(tx, caller, { ...deedOn(link, 'links.remove'), before });
    });
  }
}

const deedOn = ({ id, customerId }: LinkParam, operation: string): Deed => ({
  ...{ operation, resource: { type: 'contacts', id }, customerId },
});

async function lockLink(tx: Tx, caller: Principal, link: LinkParam): Promise<CurrentLink> {
  await lockCustomer(tx, caller.shopId, link.customerId);
  const current = await currentLink.first(tx, [link.id, link.customerId]);
  if (!current) throw new LinkNotFound();
  return current;
}

async function requireAllowed(
  tx: Tx,
  caller: Principal,
  { id, customerId }: LinkParam,
  change: LinkChange,
): Promise<void> {
  requireManageable(await managerOf(tx, caller), change);
  const others = await otherAdministrators.first(tx, [id, customerId]);
  requireAdministrator(change, others?.count ?? 0);
}

async function managerOf(tx: Tx, caller: Principal): Promise<Manager> {
  if (caller.kind === 'employee' || caller.kind === 'client') return 'employee';
  const rank = caller.kind === 'contact' && (await managingRank.first(tx, [caller.linkId, caller.id]));
  if (!rank) throw new PermissionMissing({ permission: 'contacts:manage' });
  return { contactId: caller.id, rank };
}

async function rankOf(tx: Tx, shopId: string, profileId: string): Promise<Rank> {
  // Shared, so that the profile is not deleted before the link is there.
  const profile = await tx.findOne(Profile, {
    where: { id: profileId, shopId },
    lock: { mode: 'pessimistic_read' },
  });
  if (!profile) throw new ProfileUnknown();
  return profile;
}
