import { Audit, changesOf } from '@clientele/audit';
import { Clock } from '@clientele/config';
import {
  type ClientScope,
  type EmployeePermission,
  newId,
  type Principal,
  SEES_ALL,
} from '@clientele/contracts';
import { Database, type Tx } from '@clientele/database';
import { type RawJson, requireVersion } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { requireHeld } from '../roles/role.domain';
import { ApiClient } from './api-client.entity';
import type { CreateApiClientBody, EditApiClientBody } from './api-clients.bodies';
import { ApiClientNotFound } from './api-clients.problems';
import { readApiClient } from './api-clients.queries';
import type { ApiClientSecretView, ApiClientView } from './api-clients.views';
import { hashOfSecret, newSecret } from './client-secret';

const HOUR_MS = 3_600_000;

/** Makes and changes API clients. Secrets are shown once, and so are no answers to be kept for a repetition. */
@Injectable()
export class ApiClientsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  create(caller: Principal, body: CreateApiClientBody): Promise<ApiClientSecretView> {
    requireHeld(caller, allOf(body.scopes));
    const [id, clientSecret] = [newId(), newSecret()];
    const client = { ...body, id, shopId: caller.shopId, enabled: true, createdAt: this.clock.now() };
    return this.db.transaction(async (tx) => {
      await tx.insert(ApiClient, { ...client, secretHash: hashOfSecret(clientSecret), version: 1 });
      await this.audit.add(tx, caller, {
        ...{ operation: 'apiClients.create', resource: { type: 'api-clients', id } },
        after: body,
      });
      return { id, clientSecret, version: 1 };
    });
  }

  edit(
    caller: Principal,
    id: string,
    version: number,
    changes: EditApiClientBody,
  ): Promise<RawJson<ApiClientView>> {
    return this.db.transaction(async (tx) => {
      const client = await lockClient(tx, caller, id);
      requireVersion(client.version, version);
      requireHeld(caller, allOf([...client.scopes, ...(changes.scopes ?? [])]));
      await tx.update(ApiClient, id, { ...changes, version: version + 1 });
      await this.audit.add(tx, caller, {
        ...{ operation: 'apiClients.edit', resource: { type: 'api-clients', id } },
        ...changesOf<object>(client, changes),
      });
      return readApiClient(tx, caller.shopId, id);
    });
  }

  /** Gives a new secret; the one before stays good for a while, so that no server is locked out meanwhile. */
  rotate(caller: Principal, id: string, overlapHours: number): Promise<ApiClientSecretView> {
    const clientSecret = newSecret();
    return this.db.transaction(async (tx) => {
      const client = await lockClient(tx, caller, id);
      requireHeld(caller, allOf(client.scopes));
      const version = client.version + 1;
      const previous =
        overlapHours === 0
          ? { previousHash: null, previousExpiresAt: null }
          : {
              previousHash: client.secretHash,
              previousExpiresAt: new Date(this.clock.now().getTime() + overlapHours * HOUR_MS),
            };
      await tx.update(ApiClient, id, { ...previous, secretHash: hashOfSecret(clientSecret), version });
      await this.audit.add(tx, caller, {
        ...{ operation: 'apiClients.rotate', resource: { type: 'api-clients', id } },
        after: { overlapHours },
      });
      return { id, clientSecret, version };
    });
  }
}

async function lockClient(tx: Tx, { shopId }: Principal, id: string): Promise<ApiClient> {
  const client = await tx.findOne(ApiClient, { where: { id, shopId }, lock: { mode: 'pessimistic_write' } });
  if (!client) throw new ApiClientNotFound();
  return client;
}

// No client is in a sales team: what it may do, it may do with all customers.
const allOf = (scopes: readonly ClientScope[]): EmployeePermission[] => [...scopes, SEES_ALL];
