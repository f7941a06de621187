import 'reflect-metadata';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { measureBatches } from './batches';
import { explainHotQueries } from './explain';
import { measureFreshness } from './freshness';
import { measureImports } from './imports';
import { type ListFigures, measureLists } from './lists';
import { measureLogins } from './logins';
import { measurePayments, type PaymentFigures } from './payments';
import type { Operation } from './operations/operation';
import { customerById, customerOverview, customersByEmail, prices } from './operations/reads';
import { addLine, placeOrder } from './operations/writes';
import { type Options, optionsOf } from './options';
import { machine } from './report/machine';
import {
  batchesTable,
  comparisonTable,
  footprintTable,
  freshnessTable,
  importsTable,
  listsTable,
  loginsTable,
  paymentsTable,
  statementTable,
  toMarkdown,
} from './report/results';
import { segmentsReport, slowPlans } from './report/segments';
import { compare, type Comparison, type Plan } from './rounds';
import { measureSegments, type SegmentFigures } from './segments';
import { type Counts, Stage } from './stage';
import { measureFootprints } from './startup';
import { countStatements, startCounting } from './statements';

const RESULTS = resolve('bench/RESULTS.md');
const PAID_ORDERS_SECONDS = 20;
const PAYMENTS = { perSecond: 500, seconds: 10 };

/** `npm run bench`: measures the suite beside a bare server and writes RESULTS.md. */
async function main(): Promise<void> {
  const options = optionsOf(process.argv.slice(2));
  if (options.only?.join() === 'lists') return printLists(await listsOf(options));
  if (options.only?.join() === 'segments') return printSegments(await measureSegments(options, say));
  const counts = { customers: options.customers, products: 2_000, shoppers: 200 };
  const dataDir = mkdtempSync(join(tmpdir(), 'clientele-bench-'));
  const [begun, busy] = [performance.now(), loadavg()[0] ?? 0];
  const stage = await Stage.set(dataDir, counts, say);
  stopOnSignals(stage);
  try {
    const all = await operationsOf(stage);
    if (options.only !== undefined) await measureSome(stage, all, options);
    else await measureAll(stage, all, options, counts, begun, busy);
  } finally {
    await stage.strike();
  }
}

async function measureSome(stage: Stage, all: readonly Operation[], options: Options): Promise<void> {
  const isAsked = (name: string): boolean => options.only?.some((part) => name.includes(part)) ?? false;
  const chosen = all.filter(({ name }) => isAsked(name));
  await compareAll(stage, chosen, planOf(options));
  if (isAsked('freshness')) {
    print(freshnessTable(await measureFreshness(stage, options.paidOrders, PAID_ORDERS_SECONDS)));
  }
  if (isAsked('payments')) print(paymentsTable(await paymentsOf(stage)));
  if (isAsked('plans'))
    for (const { name, plan } of await explainHotQueries(stage)) print(`${name}\n${plan}`);
  if (isAsked('logins')) print(loginsTable(await measureLogins(stage, othersOf(stage))));
  if (isAsked('import')) print(importsTable(await measureImports(stage, options.imported)));
  if (isAsked('lists')) printLists(await listsOf(options));
  if (isAsked('segments')) printSegments(await measureSegments(options, say));
  if (isAsked('batch-link expiry')) print(batchesTable(await measureBatches(stage, pricesOf(stage))));
}

async function measureAll(
  stage: Stage,
  operations: readonly Operation[],
  options: Options,
  counts: Counts,
  begun: number,
  busy: number,
): Promise<void> {
  const plan = planOf(options);
  const comparisons = await compareAll(stage, operations, plan);

  say('Paying orders and looking at prices');
  const freshness = await measureFreshness(stage, options.paidOrders, PAID_ORDERS_SECONDS);
  print(freshnessTable(freshness));

  say('Having many payments accepted');
  await stage.atRest();
  const payments = await paymentsOf(stage);
  print(paymentsTable(payments));
  await stage.atRest();

  say('Logging in');
  const logins = await measureLogins(stage, othersOf(stage));
  print(loginsTable(logins));

  say('Restarting the services');
  const footprints = await measureFootprints(stage);
  print(footprintTable(footprints));

  say('Counting statements');
  await startCounting(stage);
  const statements: { name: string; counted: Awaited<ReturnType<typeof countStatements>> }[] = [];
  for (const operation of operations) {
    const counted = await countStatements(stage, operation);
    statements.push({ name: operation.name, counted });
    print(`${operation.name}\n${statementTable(counted)}`);
  }
  const plans = await explainHotQueries(stage);
  for (const { name, plan: text } of plans) print(`${name}\n${text}`);

  say('Importing customers');
  const imports = await measureImports(stage, options.imported);
  print(importsTable(imports));

  say('Putting all customers into a group, and taking them out of it');
  const batches = await measureBatches(stage, pricesOf(stage));
  print(batchesTable(batches));

  say('Listing customers');
  stage.pause(true);
  const lists = await listsOf(options);
  print(listsTable(lists));

  say('Putting customers into segments');
  const segments = await measureSegments(options, say);
  printSegments(segments);

  const report = toMarkdown({
    ...{ date: new Date().toISOString().slice(0, 16).replace('T', ' ').concat(' UTC'), plan },
    machine: machine(await postgresVersion(stage)),
    load: `Load before the start: ${busy.toFixed(1)}.`,
    data: `${counts.customers} customers with contacts, addresses and memberships, ${counts.products} products.`,
    ...{ comparisons, freshness, payments, logins, imports, batches, lists, segments },
    ...{ footprints, statements, plans },
    ...{ listed: options.listed, seconds: (performance.now() - begun) / 1_000 },
  });
  writeFileSync(RESULTS, report);
  say(`Written to ${RESULTS}`);
}

const paymentsOf = (stage: Stage): Promise<PaymentFigures> =>
  measurePayments(stage, PAYMENTS.perSecond, PAYMENTS.seconds);

const listsOf = (options: Options): Promise<ListFigures[]> =>
  measureLists({ ...options, milliseconds: options.seconds * 500 }, say);

function printLists(lists: readonly ListFigures[]): void {
  for (const { name, plans } of lists) print([name, ...plans].join('\n\n'));
  print(listsTable(lists));
}

function printSegments(segments: SegmentFigures): void {
  for (const plan of slowPlans(segments)) print(plan);
  print(segmentsReport(segments));
}

const othersOf = ({ shop, operatorToken }: Stage): Operation => customerById(shop, operatorToken);

const pricesOf = ({ shop, shoppers }: Stage): Operation => prices(shop, shoppers);

async function operationsOf(stage: Stage): Promise<Operation[]> {
  const { shop, shoppers, operatorToken, databases } = stage;
  return [
    customerById(shop, operatorToken),
    customersByEmail(shop, operatorToken),
    customerOverview(shop, operatorToken),
    prices(shop, shoppers),
    await addLine(shop, shoppers, databases.orders),
    placeOrder(shoppers, () => stage.databases.orders),
  ];
}

async function compareAll(stage: Stage, operations: readonly Operation[], plan: Plan): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  for (const operation of operations) {
    say(`Measuring: ${operation.name}`);
    comparisons.push(await compare(stage, operation, plan));
    print(comparisonTable(comparisons.slice(-1)));
  }
  return comparisons;
}

const planOf = ({ rounds, seconds }: Options): Plan => ({
  connections: 16,
  rounds,
  milliseconds: seconds * 1_000,
  warmUpMilliseconds: seconds * 1_500,
});

async function postgresVersion({ databases }: Stage): Promise<string> {
  const { rows } = await databases.orders.query<{ server_version: string }>('SHOW server_version');
  return rows[0]?.server_version ?? '';
}

/** Nothing of a run is left behind. */
function stopOnSignals(stage: Stage): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void stage.strike().finally(() => process.exit(130)));
}

const say = (step: string): void => void process.stdout.write(`  ${step} …\n`);
const print = (text: string): void => void process.stdout.write(`\n${text}\n\n`);

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
