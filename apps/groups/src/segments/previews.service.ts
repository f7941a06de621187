import type { Principal } from '@clientele/contracts';
import { Database } from '@clientele/database';
import { Turns } from '@clientele/http';
import { seenAmong } from '@clientele/sight';
import { Injectable } from '@nestjs/common';
import { ShopZones } from '../shops/shop-zones.service';
import { countOf, type Customers } from './count-customers';
import { type Evaluated, wantedSql } from './membership-sql';
import { requireDefinition } from './require-definition';
import type { PreviewSegmentBody } from './segments.bodies';
import { readSegment } from './segments-list.queries';
import type { CountView, PreviewView } from './segments.views';
import type { Moment } from '../shops/shop-day.domain';

const NO_SEGMENT = '00000000-0000-0000-0000-000000000000';

/** A count may take seconds on a connection of its own: so many at once leave others theirs, and nobody waits for long. */
const AT_ONCE = 2;
const WAITING = 6;

/** Tells who would be in a segment. */
@Injectable()
export class Previews {
  private readonly turns = new Turns(AT_ONCE, WAITING);

  constructor(
    private readonly db: Database,
    private readonly zones: ShopZones,
  ) {}

  async preview(caller: Principal, { segmentId, ...body }: PreviewSegmentBody): Promise<PreviewView> {
    const { shopId } = caller;
    if (segmentId !== undefined) await readSegment(this.db, shopId, segmentId);
    const definition = await this.db.transaction((tx) => requireDefinition(tx, shopId, body));
    const segment = { ...definition, id: segmentId ?? NO_SEGMENT, shopId };
    const moment = await this.zones.momentIn(this.db, shopId);
    const count = (customers: Customers): Promise<CountView> => this.count(caller, customers);
    return this.turns.take(async () => ({
      members: await count(wanted(segment, moment)),
      entering: segmentId === undefined ? null : await count(entering(segment, moment)),
      leaving: segmentId === undefined ? null : await count(leaving(segment, moment)),
    }));
  }

  private async count(caller: Principal, customers: Customers): Promise<CountView> {
    const { sample, ...counted } = await countOf(this.db, customers);
    return { ...counted, sample: [...(await seenAmong(this.db, caller, sample))] };
  }
}

function wanted(segment: Evaluated, moment: Moment): Customers {
  return (parameters, facts) =>
    `SELECT customer_id FROM (${wantedSql(segment, () => 'true', moment, parameters, facts)}) w`;
}

function entering(segment: Evaluated, moment: Moment): Customers {
  const then = wanted(segment, moment);
  return (parameters, facts) => `${then(parameters, facts)}
    WHERE NOT EXISTS (SELECT FROM segment_members m
      WHERE m.segment_id = ${parameters.add(segment.id, 'uuid')} AND m.customer_id = w.customer_id)`;
}

function leaving(segment: Evaluated, moment: Moment): Customers {
  const then = wanted(segment, moment);
  return (parameters, facts) => `
    SELECT m.customer_id FROM segment_members m JOIN ${facts} x ON x.customer_id = m.customer_id
    WHERE m.segment_id = ${parameters.add(segment.id, 'uuid')} EXCEPT ${then(parameters, facts)}`;
}
