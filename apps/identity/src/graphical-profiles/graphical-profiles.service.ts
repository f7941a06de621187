import { Audit, changesOf, type Deed } from '@clientele/audit';
import { Clock } from '@clientele/config';
import { newId, type Principal } from '@clientele/contracts';
import { Database, type Tx, violates } from '@clientele/database';
import { StoredFiles } from '@clientele/files';
import { type Once, type RawJson, requireVersion } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { requireOwner } from '../owners/require-owner';
import { GraphicalProfile } from './graphical-profile.entity';
import type { CreateGraphicalProfileBody, EditGraphicalProfileBody } from './graphical-profiles.bodies';
import { GraphicalProfileExists, GraphicalProfileNotFound } from './graphical-profiles.problems';
import { readProfile } from './graphical-profiles.queries';
import type { GraphicalProfileView } from './graphical-profiles.views';
import { LogosService } from './logos.service';

/** Keeps how the storefront looks for customers, groups, segments and the shop. */
@Injectable()
export class GraphicalProfilesService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly logos: LogosService,
    private readonly files: StoredFiles,
    private readonly audit: Audit,
  ) {}

  create(
    once: Once,
    { shopId }: Principal,
    { customerId, groupId, segmentId, ...looks }: CreateGraphicalProfileBody,
  ): Promise<RawJson<GraphicalProfileView>> {
    return once(async (tx) => {
      await requireOwner(tx, shopId, { customerId, groupId, segmentId });
      const [id, now] = [newId(), this.clock.now()];
      await tx
        .insert(GraphicalProfile, {
          ...{ id, shopId, customerId: customerId ?? null, groupId: groupId ?? null },
          segmentId: segmentId ?? null,
          ...{ colours: {}, fonts: {}, headerText: {}, custom: {}, ...looks },
          ...{ createdAt: now, updatedAt: now, version: 1 },
        })
        .catch(explain);
      return readProfile(tx, shopId, id);
    });
  }

  edit(
    caller: Principal,
    id: string,
    version: number,
    looks: EditGraphicalProfileBody,
  ): Promise<RawJson<GraphicalProfileView>> {
    return this.db.transaction((tx) => this.change(tx, caller, { id, version, operation: 'edit' }, looks));
  }

  /** The logo is made before the transaction; unless that keeps it, it goes. */
  async putLogo(
    caller: Principal,
    id: string,
    version: number,
    content: Readable,
  ): Promise<RawJson<GraphicalProfileView>> {
    const { fileId, width, height } = await this.logos.take(content);
    try {
      return await this.db.transaction(async (tx) => {
        await this.files.keep(tx, fileId);
        const logo = { logoFileId: fileId, logoWidth: width, logoHeight: height };
        return this.change(tx, caller, { id, version, operation: 'putLogo' }, logo);
      });
    } finally {
      await this.files.discard(fileId);
    }
  }

  removeLogo(caller: Principal, id: string, version: number): Promise<RawJson<GraphicalProfileView>> {
    const none = { logoFileId: null, logoWidth: null, logoHeight: null };
    return this.db.transaction((tx) =>
      this.change(tx, caller, { id, version, operation: 'removeLogo' }, none),
    );
  }

  remove(caller: Principal, id: string): Promise<void> {
    return this.db.transaction(async (tx) => {
      const before = await lockProfile(tx, caller.shopId, id);
      await tx.delete(GraphicalProfile, { id });
      await this.audit.add(tx, caller, { ...deedOn(before, 'remove'), before });
    });
  }

  private async change(
    tx: Tx,
    caller: Principal,
    { id, version, operation }: { readonly id: string; readonly version: number; readonly operation: string },
    changes: Partial<GraphicalProfile>,
  ): Promise<RawJson<GraphicalProfileView>> {
    const before = await lockProfile(tx, caller.shopId, id);
    requireVersion(before.version, version);
    await tx.update(GraphicalProfile, id, { ...changes, version: version + 1, updatedAt: this.clock.now() });
    await this.audit.add(tx, caller, {
      ...deedOn(before, operation),
      ...changesOf<object>(before, changes),
    });
    return readProfile(tx, caller.shopId, id);
  }
}

const deedOn = ({ id, customerId }: GraphicalProfile, operation: string): Deed => ({
  operation: `graphicalProfiles.${operation}`,
  ...{ resource: { type: 'graphical-profiles', id }, customerId: customerId ?? undefined },
});

async function lockProfile(tx: Tx, shopId: string, id: string): Promise<GraphicalProfile> {
  const profile = await tx.findOne(GraphicalProfile, {
    where: { id, shopId },
    lock: { mode: 'pessimistic_write' },
  });
  if (!profile) throw new GraphicalProfileNotFound();
  return profile;
}

function explain(error: unknown): never {
  const taken = ['customer_id', 'shop_id_group_id', 'shop_id_segment_id', 'shop_id'].some((columns) =>
    violates(error, `graphical_profiles_${columns}_key`),
  );
  throw taken ? new GraphicalProfileExists() : error;
}
