import type { Principal } from '@clientele/contracts';
import { Database, type PageDefinition } from '@clientele/database';
import { type Once, type RawJson, readRawPage, ValidationFailed } from '@clientele/http';
import { isSeen, limitedTo, mayBeSeen } from '@clientele/sight';
import { Injectable, StreamableFile } from '@nestjs/common';
import { Readable } from 'node:stream';
import { lockVoucher } from './voucher-locking';
import type { ListCodesQuery, MakeCodesBody } from './voucher-codes.bodies';
import { codeLines, makeCodes, makeCodesOfMembers } from './voucher-codes.queries';
import type { MadeCodesView, VoucherCodesPageView } from './voucher-codes.views';
import { VouchersQueries } from './vouchers.queries';

const PAGE: PageDefinition = {
  sortable: { code: { sql: 'k.code', type: 'text' } },
  defaultSort: 'code',
  key: { sql: 'k.code', type: 'text' },
};

const VIEW = `json_build_object(
  'code', k.code, 'singleUse', k.single_use, 'customerId', k.customer_id, 'used', k.used)::text`;

const lines = codeLines(`k.customer_id IS NULL OR ${mayBeSeen('k.customer_id', '$4')}`);

/** The codes of vouchers. */
@Injectable()
export class VoucherCodesService {
  constructor(
    private readonly db: Database,
    private readonly vouchers: VouchersQueries,
  ) {}

  /** Makes codes that are good for one use each, all by one statement. Of two at once for a segment the second finds those of the first. */
  make(once: Once, caller: Principal, id: string, body: MakeCodesBody): Promise<MadeCodesView> {
    const { count, segmentId, prefix } = body;
    if ((count === undefined) === (segmentId === undefined))
      throw new ValidationFailed({ errors: [ONE_OF_BOTH] });
    return once(async (tx) => {
      await lockVoucher(tx, caller, id);
      const make = count === undefined ? makeCodesOfMembers : makeCodes;
      const made = await make.first(tx, [caller.shopId, id, prefix.toUpperCase(), count ?? segmentId]);
      return { made: made?.made ?? 0 };
    });
  }

  async list(caller: Principal, id: string, query: ListCodesQuery): Promise<RawJson<VoucherCodesPageView>> {
    await this.vouchers.get(caller, id);
    const parameters: unknown[] = [id];
    const where = ['k.voucher_id = $1'];
    if (query.used !== undefined) where.push(`(k.used > 0) = $${parameters.push(query.used)}`);
    if (query.customerId !== undefined) where.push(`k.customer_id = $${parameters.push(query.customerId)}`);
    const employeeId = limitedTo(caller);
    if (employeeId !== undefined)
      where.push(`(k.customer_id IS NULL OR ${isSeen('k.customer_id', `$${parameters.push(employeeId)}`)})`);
    const matches = `FROM voucher_codes k WHERE ${where.join(' AND ')}`;
    return readRawPage(this.db, { page: PAGE, view: VIEW, matches }, query, parameters);
  }

  /** All codes as CSV, some thousand at a time: however many there are, few of them are in memory. */
  async file(caller: Principal, id: string): Promise<StreamableFile> {
    await this.vouchers.get(caller, id);
    return new StreamableFile(Readable.from(this.linesOf(caller, id)), {
      type: 'text/csv; charset=utf-8',
      disposition: 'attachment; filename="codes.csv"',
    });
  }

  private async *linesOf(caller: Principal, id: string): AsyncGenerator<string> {
    yield 'code,customerId,used\n';
    for (let after: string | null = ''; after !== null;) {
      const part = await lines.first(this.db, [caller.shopId, id, after, limitedTo(caller) ?? null]);
      if (part?.lines) yield part.lines;
      after = part?.last ?? null;
    }
  }
}

const ONE_OF_BOTH = { pointer: '/count', code: 'one-of', message: 'Give either count or segmentId.' };
