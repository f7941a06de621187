import { Audit, changesOf, type Deed } from '@clientele/audit';
import { Clock } from '@clientele/config';
import { newId, type Principal } from '@clientele/contracts';
import { Database, statement, type Tx, violates } from '@clientele/database';
import { type Once, requireVersion } from '@clientele/http';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { ProfileUnknown } from '../links/links.problems';
import { linkChanges } from '../links/links.queries';
import { permissionsOf } from '../permissions/grant.domain';
import { shopCodes } from '../permissions/permissions.service';
import { ADMINISTRATOR } from './delivered-profiles';
import { inserted, requireComplete } from './hierarchy-order.domain';
import { lockHierarchy } from './lock-hierarchy';
import { Profile } from './profile.entity';
import type { CreateProfileBody, DeleteProfileQuery, EditProfileBody } from './profiles.bodies';
import { ProfileInUse, ProfileNeeded, ProfileNotFound } from './profiles.problems';
import { toView } from './profiles.queries';
import type { ProfileView } from './profiles.views';

const order = statement(
  'profiles-order',
  `UPDATE profiles p SET position = o.position - 1
   FROM unnest($2::uuid[]) WITH ORDINALITY AS o (id, position)
   WHERE p.id = o.id AND p.shop_id = $1 AND p.position <> o.position - 1`,
);

const replace = statement<{ id: string }>(
  'profiles-replace',
  'UPDATE contact_links SET profile_id = $2, version = version + 1 WHERE profile_id = $1 RETURNING id',
);

/** Changes profiles, one change at a time in a shop. What a contact may do follows with its next token. */
@Injectable()
export class ProfileChanges {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  create(
    once: Once,
    { shopId }: Principal,
    { name, permissions, cloneOf, position }: CreateProfileBody,
  ): Promise<ProfileView> {
    return once(async (tx) => {
      await lockHierarchy(tx, shopId);
      const original = cloneOf === undefined ? null : await tx.findOneBy(Profile, { id: cloneOf, shopId });
      if (cloneOf !== undefined && !original) throw new ProfileUnknown();
      const granted = permissions && permissionsOf(permissions, await shopCodes(tx, shopId));
      const present = await presentOrder(tx, shopId);
      const wanted = inserted(present, newId(), position);
      const id = wanted.find((one) => !present.includes(one)) ?? '';

      const profile = tx.create(Profile, {
        ...{ id, shopId, code: null, name, version: 1, position: wanted.indexOf(id) },
        permissions: granted ?? original?.permissions ?? [],
      });
      await tx.insert(Profile, profile);
      await order.rows(tx, [shopId, wanted]);
      return toView(profile);
    });
  }

  edit(
    caller: Principal,
    id: string,
    version: number,
    { name, permissions }: EditProfileBody,
  ): Promise<ProfileView> {
    const { shopId } = caller;
    return this.db.transaction(async (tx) => {
      await lockHierarchy(tx, shopId);
      const before = await findProfile(tx, shopId, id);
      requireVersion(before.version, version);
      const changes = {
        name: name ?? before.name,
        permissions: permissions
          ? permissionsOf(permissions, await shopCodes(tx, shopId))
          : before.permissions,
      };

      await tx.update(Profile, id, { ...changes, version: version + 1 });
      await this.audit.add(tx, caller, { ...deedOn('profiles.edit', id), ...changesOf(before, changes) });
      return toView({ ...before, ...changes, version: version + 1 });
    });
  }

  /** Gives the hierarchy a new order, from the top down. */
  order(caller: Principal, profileIds: readonly string[]): Promise<void> {
    const { shopId } = caller;
    return this.db.transaction(async (tx) => {
      await lockHierarchy(tx, shopId);
      const before = await presentOrder(tx, shopId);
      requireComplete(profileIds, before);
      await order.rows(tx, [shopId, profileIds]);
      await this.audit.add(tx, caller, {
        ...{ ...deedOn('profiles.order'), before: { profileIds: before }, after: { profileIds } },
      });
    });
  }

  remove(caller: Principal, id: string, { replacementProfileId }: DeleteProfileQuery): Promise<void> {
    const { shopId } = caller;
    return this.db.transaction(async (tx) => {
      await lockHierarchy(tx, shopId);
      const profile = await findProfile(tx, shopId, id);
      if (profile.code === ADMINISTRATOR) throw new ProfileNeeded();
      if (replacementProfileId !== undefined) await this.replace(tx, caller, id, replacementProfileId);

      await tx.delete(Profile, { id }).catch((error: unknown) => {
        throw violates(error, 'contact_links_profile_id_fkey') ? new ProfileInUse() : error;
      });
      await order.rows(tx, [shopId, await presentOrder(tx, shopId)]);
      await this.audit.add(tx, caller, {
        ...{ ...deedOn('profiles.remove', id), before: profile, after: { replacementProfileId } },
      });
    });
  }

  private async replace(tx: Tx, caller: Principal, id: string, replacementId: string): Promise<void> {
    const exists = await tx.existsBy(Profile, { id: replacementId, shopId: caller.shopId });
    if (!exists || replacementId === id) throw new ProfileUnknown();
    const links = await replace.rows(tx, [id, replacementId]);
    const ids = links.map((link) => link.id);
    await this.outbox.add(tx, ...(await linkChanges(tx, caller, ids, this.clock.now())));
  }
}

const deedOn = (operation: string, id?: string): Deed => ({ operation, resource: { type: 'profiles', id } });

async function findProfile(tx: Tx, shopId: string, id: string): Promise<Profile> {
  const profile = await tx.findOneBy(Profile, { id, shopId });
  if (!profile) throw new ProfileNotFound();
  return profile;
}

/** The profiles of a shop, from the top of the hierarchy down. */
async function presentOrder(tx: Tx, shopId: string): Promise<string[]> {
  const profiles = await tx.find(Profile, { where: { shopId }, order: { position: 'ASC' } });
  return profiles.map(({ id }) => id);
}
