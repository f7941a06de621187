import type { Principal } from '@clientele/contracts';
import { Injectable, StreamableFile } from '@nestjs/common';
import { Readable } from 'node:stream';
import type { ListAuditQuery } from './audit.bodies';
import { AuditQueries } from './audit.queries';
import type { AuditPageView } from './audit.views';
import { csvLine } from './csv.domain';

const COLUMNS = [
  ...[
    'at',
    'service',
    'kind',
    'actorKind',
    'actorId',
    'operation',
    'resourceType',
    'resourceId',
    'customerId',
  ],
  ...['times', 'address', 'userAgent', 'query', 'before', 'after', 'resourceIds', 'customerIds'],
];

/** Writes the log as CSV, page by page: however long it is, little of it is in memory. */
@Injectable()
export class AuditExportService {
  constructor(private readonly queries: AuditQueries) {}

  file(caller: Principal, query: ListAuditQuery): StreamableFile {
    return new StreamableFile(Readable.from(this.lines(caller, query)), {
      type: 'text/csv; charset=utf-8',
      disposition: 'attachment; filename="audit.csv"',
    });
  }

  private async *lines(caller: Principal, query: ListAuditQuery): AsyncGenerator<string> {
    yield csvLine(COLUMNS);
    for (let cursor = query.cursor; ;) {
      const { text } = await this.queries.list(caller, { ...query, limit: 200, count: false, cursor });
      const { items, nextCursor } = JSON.parse(text) as AuditPageView;
      if (items.length > 0) yield items.map(lineOf).join('');
      if (nextCursor === null) return;
      cursor = nextCursor;
    }
  }
}

const lineOf = (entry: AuditPageView['items'][number]): string =>
  csvLine([
    ...[entry.at, entry.service, entry.kind, entry.actor.kind, entry.actor.id, entry.operation],
    ...[
      entry.resource.type,
      entry.resource.id,
      entry.customerId,
      entry.times,
      entry.address,
      entry.userAgent,
    ],
    ...[entry.query, entry.before, entry.after].map((part) => part && JSON.stringify(part)),
    ...[entry.resource.ids, entry.customerIds].map((ids) => ids?.join(' ')),
  ]);
