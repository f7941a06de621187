import type { Explained } from '../explain';
import type { Freshness } from '../freshness';
import type { BatchResults } from '../batches';
import type { ImportFigures } from '../imports';
import { LIST_CONNECTIONS, type ListFigures } from '../lists';
import type { AnswerTimes, LoginFigures } from '../logins';
import type { PaymentFigures } from '../payments';
import type { Operation } from '../operations/operation';
import type { Comparison, Measured, Plan } from '../rounds';
import type { SegmentFigures } from '../segments';
import type { CountedStatement } from '../statements';
import type { Footprint } from '../startup';
import { reasonOf } from './reasons';
import { segmentsReport, slowPlans } from './segments';
import type { Section } from './report';
import { figure, table } from './table';

const AIMS = {
  ...{ throughput: 0.6, p99: 5, memory: 150, start: 3, freshness: 250 },
  ...{ importedRows: 3_000, importMemory: 250, batchSeconds: 30, besideBatches: 2, list: 50 },
  paymentLag: 1_000,
};

/** The part about requests, beside the bare server. */
export const comparisonSection = (comparisons: readonly Comparison[], plan: Plan): Section => ({
  title: 'Throughput and latency, beside a bare Fastify + `pg` server',
  paragraphs: [
    `${plan.connections} connections; ${plan.rounds} rounds of ${plan.milliseconds / 1_000} s for each server in turn, after a warm-up of ${plan.warmUpMilliseconds / 1_000} s; medians of the rounds.`,
    `Aim: at least ${AIMS.throughput * 100} % of the requests of the bare server, p99 below ${AIMS.p99} times its p99. An overview, which four services answer together: p99 below 60 ms.`,
    comparisonTable(comparisons),
    'Processor time per request is that of Node (everything the process does, relaying events too) and of Postgres (all of it).',
  ],
});

/** The part about payments and prices. */
export const freshnessSection = (freshness: Freshness): Section => ({
  title: 'From a payment to the new price',
  paragraphs: [
    `Aim: p99 below ${AIMS.freshness} ms at 50 paid orders a second. Each order is a cart, a line, the order and its payment; the time runs from sending the payment until a price asked for is that of the group which the order gave.`,
    freshnessTable(freshness),
  ],
});

/** The part about many payments. */
export const paymentsSection = (payments: PaymentFigures): Section => ({
  title: 'Many payments accepted',
  paragraphs: [
    `Aim: told within ${AIMS.paymentLag / 1_000} s. Payments of as many customers are published at a steady pace, as orders would; the time runs until it is told that the customer is in the group which the payment gives.`,
    paymentsTable(payments),
  ],
});

/** The part about log-ins. */
export const loginsSection = (logins: LoginFigures): Section => ({
  title: 'Beside log-ins',
  paragraphs: [
    'Requests for a customer by id at a steady pace, while nobody logs in and while contacts do: their passwords are hashed off the event loop (argon2id, 19 MiB, 2 passes), on the cores that are there. Aim: the others keep their p99.',
    loginsTable(logins),
  ],
});

/** The part about imports. */
export const importsSection = (imports: readonly ImportFigures[]): Section => ({
  title: 'Importing customers',
  paragraphs: [
    `Aim: ${AIMS.importedRows} rows a second from CSV, below ${AIMS.importMemory} MB of memory at most. Each customer comes with its contact, link, events and an entry in the audit log; beside it the \`INSERT\`s of customer, contact and link alone by plain \`pg\`, as many per transaction. What it tells gives way while it runs: heard is when groups, orders and support have handled all of it. Processor time is that of all services, Postgres and NATS until then.`,
    importsTable(imports),
  ],
});

/** The part about many memberships at once. */
export const batchesSection = (batches: BatchResults): Section => ({
  title: 'Memberships of all customers at once',
  paragraphs: [
    `Aim: 100 000 customers within ${AIMS.batchSeconds} s. Memberships that are over, which nobody waits for, also leave the p99 of price requests beside it, until all is told, below ${AIMS.besideBatches} times what it is alone. Each customer's history and event come with it; beside it the same rows by plain \`pg\`, as many per transaction. Told is when the last event is published. Processor time is that of all services, Postgres and NATS, with the price requests beside it; memory the most that groups had.`,
    batchesTable(batches),
  ],
});

/** The part about lists. */
export const listsSection = (lists: readonly ListFigures[], listed: number): Section => ({
  title: 'Lists of customers',
  paragraphs: [
    `Of ${listed} customers, 20 at a time, from ${LIST_CONNECTIONS} connections. Aim: p99 below ${AIMS.list} ms on the first page and on the thousandth, or the last where there are fewer, for any one filter, sort or search.`,
    listsTable(lists),
  ],
  plans: {
    file: 'plans/lists.md',
    paragraphs: [
      'Of the first page, and of the one far in.',
      ...lists.flatMap(({ name, plans }) => [`## ${name}`, ...plans.map(fenced)]),
    ],
  },
});

/** The part about segments. */
export const segmentsSection = (segments: SegmentFigures): Section => ({
  title: 'Segments and groups of very many customers',
  paragraphs: [segmentsReport(segments)],
  ...(slowPlans(segments).length > 0 && {
    plans: { file: 'plans/segments.md', paragraphs: slowPlans(segments) },
  }),
});

/** The part about start and memory. */
export const footprintsSection = (footprints: readonly Footprint[]): Section => ({
  title: 'Start and memory',
  paragraphs: [
    `Aim: ready within ${AIMS.start} s, below ${AIMS.memory} MB at rest. Each process was restarted while the others ran; at rest is ${15} s later.`,
    footprintTable(footprints),
  ],
});

/** What was counted of one operation. */
export interface CountedOperation {
  readonly name: string;
  readonly counted: readonly CountedStatement[];
}

/** The part about what the database does. */
export const statementsSection = (
  statements: readonly CountedOperation[],
  plans: readonly Explained[],
): Section => ({
  title: 'Statements per request',
  paragraphs: [
    'Counted by `pg_stat_statements` over 200 requests, one after the other. What runs in the background is not part of a request, and listed for completeness.',
    ...statements.map(({ name, counted }) => `### ${name}\n\n${statementTable(counted)}`),
  ],
  plans: {
    file: 'plans/hot-queries.md',
    paragraphs: [
      'With row counts where the query was run (and undone); the writes as planned for any values.',
      ...plans.map(({ name, plan }) => `## ${name}\n\n${fenced(plan)}`),
    ],
  },
});

const fenced = (text: string): string => `\`\`\`text\n${text}\n\`\`\``;

/** How operations compare with the bare server. */
export const comparisonTable = (comparisons: readonly Comparison[]): string =>
  table(
    [
      'operation',
      ...['req/s', 'bare req/s', 'ratio', 'p50 ms', 'bare p50', 'p99 ms', 'bare p99', 'p99 ratio'],
      ...['CPU ms: Node + Postgres', 'bare CPU ms', 'met'],
    ],
    comparisons.flatMap(({ operation, bare, service, gateway }) => [
      comparisonRow(operation.name, service, bare, isMet(operation, service, bare)),
      ...(gateway ? [comparisonRow(`the same through the gateway`, gateway, bare)] : []),
    ]),
  );

const isMet = ({ p99Aim }: Operation, ours: Measured, bare: Measured): boolean =>
  p99Aim === undefined
    ? ours.perSecond / bare.perSecond >= AIMS.throughput && ours.p99 / bare.p99 < AIMS.p99
    : ours.p99 < p99Aim;

function comparisonRow(name: string, ours: Measured, bare: Measured, met?: boolean): string[] {
  const [throughput, p99] = [ours.perSecond / bare.perSecond, ours.p99 / bare.p99];
  return [
    ...[name, figure(ours.perSecond), figure(bare.perSecond), `${Math.round(throughput * 100)} %`],
    ...[figure(ours.p50), figure(bare.p50), figure(ours.p99), figure(bare.p99), p99.toFixed(1)],
    ...[cpu(ours), cpu(bare)],
    met === undefined ? '–' : yesNo(met),
  ];
}

const freshnessTable = (freshness: Freshness): string =>
  table(
    ['paid orders', 'a second', 'p50 ms', 'p99 ms', 'slowest ms', 'met'],
    [
      [
        ...[String(freshness.orders), String(freshness.perSecond), figure(freshness.p50)],
        ...[figure(freshness.p99), figure(freshness.slowest), yesNo(freshness.p99 < AIMS.freshness)],
      ],
    ],
  );

const paymentsTable = ({ payments, perSecond, p50, p99, slowest }: PaymentFigures): string =>
  table(
    ['payments', 'a second', 'p50 ms', 'p99 ms', 'slowest ms', 'met'],
    [
      [
        ...[String(payments), String(perSecond), figure(p50), figure(p99), figure(slowest)],
        yesNo(slowest < AIMS.paymentLag),
      ],
    ],
  );

const loginsTable = ({ alone, beside, logins, ...rates }: LoginFigures): string => {
  const row = (name: string, perSecond: number, { p50, p99 }: AnswerTimes): string[] => [
    ...[name, String(perSecond), figure(p50), figure(p99)],
  ];
  return table(
    ['what', 'a second', 'p50 ms', 'p99 ms'],
    [
      row('customer by id', rates.requestsPerSecond, alone),
      row('customer by id, beside log-ins', rates.requestsPerSecond, beside),
      row('log-in', rates.loginsPerSecond, logins),
    ],
  );
};

const importsTable = (imports: readonly ImportFigures[]): string =>
  table(
    ['file', 'MB', 'rows', 's', 'rows/s', 'heard after s more', 'CPU µs each', 'most MB of memory', 'met'],
    imports.map(({ name, megabytes, rows, seconds, suite }) => [
      ...[name, megabytes > 0 ? figure(megabytes) : '–', String(rows), seconds.toFixed(1)],
      figure(rows / seconds),
      ...(suite
        ? [suite.heardSeconds.toFixed(1), figure(suite.cpu), figure(suite.peakMegabytes)]
        : ['–', '–', '–']),
      suite ? yesNo(isFastEnough(name, rows / seconds) && suite.peakMegabytes < AIMS.importMemory) : '–',
    ]),
  );

const isFastEnough = (name: string, perSecond: number): boolean =>
  name !== 'CSV' || perSecond >= AIMS.importedRows;

const batchesTable = ({ alone, batches }: BatchResults): string =>
  table(
    [
      ...['what', 'customers', 's', 'customers/s', 'told after s', 'CPU µs each', 'groups MB'],
      ...['prices p50 ms', 'prices p99 ms', 'met'],
    ],
    [
      ['nothing', '–', '–', '–', '–', '–', '–', figure(alone.p50), figure(alone.p99), '–'],
      ...batches.map(
        ({ name, customers, seconds, toldSeconds, prices, givesWay, cpu: each, peakMegabytes }) => [
          ...[name, String(customers), seconds.toFixed(1), figure(customers / seconds)],
          ...[toldSeconds === null ? '–' : toldSeconds.toFixed(1), figure(each)],
          peakMegabytes === null ? '–' : figure(peakMegabytes),
          ...(prices ? [figure(prices.p50), figure(prices.p99)] : ['–', '–']),
          prices
            ? yesNo(seconds < AIMS.batchSeconds && (!givesWay || prices.p99 < AIMS.besideBatches * alone.p99))
            : '–',
        ],
      ),
    ],
  );

const listsTable = (lists: readonly ListFigures[]): string =>
  table(
    ['list', 'p50 ms', 'p99 ms', 'page', 'p50 ms', 'p99 ms', 'met'],
    lists.map(({ name, first, far }) => [
      ...[name, figure(first.p50), figure(first.p99)],
      ...(far ? [String(far.page), figure(far.p50), figure(far.p99)] : ['–', '–', '–']),
      yesNo(Math.max(first.p99, far?.p99 ?? 0) < AIMS.list),
    ]),
  );

const footprintTable = (footprints: readonly Footprint[]): string =>
  table(
    ['process', 'ready after s', 'MB at rest', 'MB after the load before', 'met'],
    footprints.map(({ service, start, atRest, afterLoad }) => [
      ...[service, start.toFixed(1), figure(atRest), figure(afterLoad)],
      yesNo(start < AIMS.start && atRest < AIMS.memory),
    ]),
  );

const statementTable = (counted: readonly CountedStatement[]): string =>
  table(
    ['statement', 'per request', 'plan ms', 'run ms', 'why'],
    counted.map(({ query, perRequest, planning, execution }) => [
      ...[`\`${query.slice(0, 90).replaceAll('`', '')}\``, perRequest.toFixed(2), planning.toFixed(3)],
      ...[execution.toFixed(3), reasonOf(query)],
    ]),
  );

const cpu = ({ nodeCpu, postgresCpu }: Measured): string =>
  `${nodeCpu.toFixed(2)} + ${postgresCpu.toFixed(2)}`;

const yesNo = (met: boolean): string => (met ? 'yes' : '**no**');
