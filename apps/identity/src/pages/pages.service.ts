import { Audit, changesOf, type Deed } from '@clientele/audit';
import { Clock } from '@clientele/config';
import { newId, type Principal } from '@clientele/contracts';
import { Database, type Tx, violates } from '@clientele/database';
import { type Once, type RawJson, requireVersion } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { requireOwner } from '../owners/require-owner';
import { PasswordsService } from '../passwords/passwords.service';
import { Page } from './page.entity';
import type { CreatePageBody, EditPageBody } from './pages.bodies';
import { PageAddressTaken, PageNotFound, PageValidityWrong } from './pages.problems';
import { readPage } from './pages.queries';
import type { PageView } from './pages.views';

/** Makes and changes pages on behalf of employees. */
@Injectable()
export class PagesService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly passwords: PasswordsService,
    private readonly audit: Audit,
  ) {}

  async create(
    once: Once,
    { shopId }: Principal,
    { customerId, groupId, accessCode, ...body }: CreatePageBody,
  ): Promise<RawJson<PageView>> {
    const accessCodeHash = accessCode === undefined ? null : await this.passwords.hash(accessCode);
    return once(async (tx) => {
      await requireOwner(tx, shopId, { customerId, groupId });
      const now = this.clock.now();
      await tx
        .insert(Page, {
          ...{ id: newId(), shopId, customerId: customerId ?? null, groupId: groupId ?? null },
          ...{ slug: body.slug, host: body.host ?? null, enabled: body.enabled },
          ...{ validFrom: dateOf(body.validFrom) ?? null, validUntil: dateOf(body.validUntil) ?? null },
          ...{ accessCodeHash, wrongCodes: 0, closedUntil: null, createdAt: now, updatedAt: now, version: 1 },
        })
        .catch(explain);
      return readPage(tx, shopId, body.slug);
    });
  }

  async edit(
    caller: Principal,
    address: string,
    version: number,
    { accessCode, validFrom, validUntil, ...fields }: EditPageBody,
  ): Promise<RawJson<PageView>> {
    const accessCodeHash = accessCode ? await this.passwords.hash(accessCode) : accessCode;
    return this.db.transaction(async (tx) => {
      const page = await lockPage(tx, caller.shopId, address);
      requireVersion(page.version, version);
      const changes = {
        ...fields,
        ...(validFrom !== undefined && { validFrom: dateOf(validFrom) }),
        ...(validUntil !== undefined && { validUntil: dateOf(validUntil) }),
        // Guesses at the code so far say nothing of another one.
        ...(accessCodeHash !== undefined && { accessCodeHash, wrongCodes: 0, closedUntil: null }),
      };

      await tx
        .update(Page, page.id, { ...changes, updatedAt: this.clock.now(), version: version + 1 })
        .catch(explain);
      await this.audit.add(tx, caller, {
        ...deedOn(page, 'pages.edit'),
        ...changesOf<object>(page, changes),
      });
      return readPage(tx, caller.shopId, fields.slug ?? page.slug);
    });
  }

  remove(caller: Principal, address: string): Promise<void> {
    return this.db.transaction(async (tx) => {
      const page = await lockPage(tx, caller.shopId, address);
      await tx.delete(Page, { id: page.id });
      await this.audit.add(tx, caller, { ...deedOn(page, 'pages.remove'), before: page });
    });
  }
}

const deedOn = ({ slug, customerId }: Page, operation: string): Deed => ({
  ...{ operation, resource: { type: 'pages', id: slug }, customerId: customerId ?? undefined },
});

async function lockPage(tx: Tx, shopId: string, address: string): Promise<Page> {
  const page = await tx.findOne(Page, {
    where: [
      { shopId, slug: address },
      { shopId, host: address },
    ],
    lock: { mode: 'pessimistic_write' },
  });
  if (!page) throw new PageNotFound();
  return page;
}

const dateOf = (text: string | null | undefined): Date | null | undefined =>
  typeof text === 'string' ? new Date(text) : text;

function explain(error: unknown): never {
  if (violates(error, 'pages_slug_key')) throw taken('/slug');
  if (violates(error, 'pages_host_key')) throw taken('/host');
  if (violates(error, 'pages_validity_check'))
    throw new PageValidityWrong({
      errors: [{ pointer: '/validUntil', code: 'not-after', message: 'It must be after validFrom.' }],
    });
  throw error;
}

const taken = (pointer: string) =>
  new PageAddressTaken({ errors: [{ pointer, code: 'taken', message: 'Another page has it.' }] });
