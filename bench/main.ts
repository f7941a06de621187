import 'reflect-metadata';
import { mkdtempSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { measureBatches } from './batches';
import { explainHotQueries } from './explain';
import { measureFreshness } from './freshness';
import { measureImports } from './imports';
import { measureLists } from './lists';
import { measureLogins } from './logins';
import { measurePayments } from './payments';
import type { Operation } from './operations/operation';
import { customerById, customerOverview, customersByEmail, prices } from './operations/reads';
import { addLine, placeOrder } from './operations/writes';
import { type Options, optionsOf } from './options';
import { machine } from './report/machine';
import { Report } from './report/report';
import {
  batchesSection,
  comparisonSection,
  comparisonTable,
  type CountedOperation,
  footprintsSection,
  freshnessSection,
  importsSection,
  listsSection,
  loginsSection,
  paymentsSection,
  segmentsSection,
  statementsSection,
} from './report/results';
import { compare, type Comparison, type Plan } from './rounds';
import { measureSegments } from './segments';
import { Stage } from './stage';
import { measureFootprints } from './startup';
import { countStatements, startCounting } from './statements';

const RESULTS = resolve('bench/RESULTS.md');
const PAID_ORDERS_SECONDS = 20;
const PAYMENTS = { perSecond: 500 };
/** What the machine did before. */
const BUSY = loadavg()[0] ?? 0;

/** `npm run bench`: measures the suite beside a bare server and keeps the figures in RESULTS.md. */
async function main(): Promise<void> {
  const options = optionsOf(process.argv.slice(2));
  const counts = { customers: options.customers, products: 2_000, shoppers: 200 };
  const dataDir = mkdtempSync(join(tmpdir(), 'clientele-bench-'));
  const stage = await Stage.set(dataDir, counts, say);
  stopOnSignals(stage);
  try {
    const data = `${counts.customers} customers with contacts, addresses and memberships, ${counts.products} products`;
    const about = `${machine(await postgresVersion(stage))}; load before the start ${BUSY.toFixed(1)}; ${data}`;
    const report = new Report(options.write ? RESULTS : undefined, about, print);
    await measure({ stage, options, report });
  } finally {
    await stage.strike();
  }
}

/** A run. */
interface Run {
  readonly stage: Stage;
  readonly options: Options;
  readonly report: Report;
}

/** Parts by name, in the order in which they are measured: what changes the data most comes last. */
const PARTS: Readonly<Record<string, (run: Run) => Promise<void>>> = {
  freshness: async ({ stage, options, report }) =>
    report.add(freshnessSection(await measureFreshness(stage, options.paidOrders, PAID_ORDERS_SECONDS))),
  payments: async ({ stage, options, report }) => {
    await stage.atRest();
    const { perSecond } = PAYMENTS;
    report.add(paymentsSection(await measurePayments(stage, perSecond, options.paymentSeconds)));
    await stage.atRest();
  },
  logins: async ({ stage, report }) => report.add(loginsSection(await measureLogins(stage, othersOf(stage)))),
  startup: async ({ stage, report }) => report.add(footprintsSection(await measureFootprints(stage))),
  statements: measureStatements,
  imports: async ({ stage, options, report }) =>
    report.add(importsSection(await measureImports(stage, options.imported))),
  batches: async ({ stage, report }) =>
    report.add(batchesSection(await measureBatches(stage, pricesOf(stage)))),
  lists: async ({ stage, options, report }) => {
    stage.pause(true);
    const milliseconds = options.seconds * 500;
    report.add(listsSection(await measureLists({ ...options, milliseconds }, say), options.listed));
    stage.pause(false);
  },
  segments: async ({ stage, options, report }) => {
    stage.pause(true);
    report.add(segmentsSection(await measureSegments(options, say)));
    stage.pause(false);
  },
};

async function measure(run: Run): Promise<void> {
  const { stage, options, report } = run;
  const isAsked = (name: string): boolean => options.only?.some((part) => name.includes(part)) ?? true;
  const operations = await operationsOf(stage);
  const chosen = operations.filter(({ name }) => isAsked('operations') || isAsked(name));
  if (chosen.length > 0) {
    const plan = planOf(options);
    const comparisons = await compareAll(stage, chosen, plan);
    // Some of them would take the place of all.
    if (chosen.length === operations.length) report.add(comparisonSection(comparisons, plan));
  }
  for (const [name, part] of Object.entries(PARTS)) {
    if (!isAsked(name)) continue;
    say(`Measuring: ${name}`);
    await part(run);
  }
}

async function measureStatements({ stage, report }: Run): Promise<void> {
  await startCounting(stage);
  const statements: CountedOperation[] = [];
  for (const operation of await operationsOf(stage))
    statements.push({ name: operation.name, counted: await countStatements(stage, operation) });
  report.add(statementsSection(statements, await explainHotQueries(stage)));
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
