import { cpuOf, cpuOfFamily } from './driver/cpu';
import { drive } from './driver/load';
import { median } from './driver/statistics';
import type { Operation } from './operations/operation';
import type { Stage } from './stage';

/** How an operation is measured. */
export interface Plan {
  readonly connections: number;
  readonly rounds: number;
  readonly milliseconds: number;
  readonly warmUpMilliseconds: number;
}

/** What one server did in one round, or the medians of its rounds. */
export interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Processor time per request in milliseconds: of the processes that answer, and of Postgres. */
  readonly nodeCpu: number;
  readonly postgresCpu: number;
  /** Events that were not published yet when the round was over. */
  readonly backlog: number;
}

/** The medians of an operation. */
export interface Comparison {
  readonly operation: Operation;
  readonly bare: Measured;
  readonly service: Measured;
  readonly gateway?: Measured;
}

type Target = 'bare' | 'service' | 'gateway';

/** More than any round can use up. */
const REQUESTS_PER_MILLISECOND = 4;

/** Measures the service and the bare server in turn, A B A B. */
export async function compare(stage: Stage, operation: Operation, plan: Plan): Promise<Comparison> {
  const targets: Target[] = ['bare', 'service', ...(operation.throughGateway ? (['gateway'] as const) : [])];
  const rounds = new Map<Target, Measured[]>(targets.map((target) => [target, []]));
  for (const target of targets)
    await round(stage, operation, target, { ...plan, milliseconds: plan.warmUpMilliseconds });
  for (let i = 0; i < plan.rounds; i++) {
    for (const target of targets) rounds.get(target)?.push(await round(stage, operation, target, plan));
  }
  const of = (target: Target) => medianOf(rounds.get(target) ?? []);
  return {
    operation,
    bare: of('bare'),
    service: of('service'),
    ...(operation.throughGateway && { gateway: of('gateway') }),
  };
}

async function round(
  stage: Stage,
  operation: Operation,
  target: Target,
  { milliseconds, connections }: Plan,
): Promise<Measured> {
  await operation.prepare?.(milliseconds * REQUESTS_PER_MILLISECOND);
  await settled(stage);
  stage.pause(target === 'bare');
  const before = cpuNow(stage, operation, target);
  const port = portOf(stage, operation, target);
  const outcome = await drive({ port, connections, milliseconds, ...operation });
  const after = cpuNow(stage, operation, target);
  const backlog = await stage.backlog();
  stage.pause(false);
  return {
    ...outcome,
    nodeCpu: (after.node - before.node) / outcome.requests,
    postgresCpu: (after.postgres - before.postgres) / outcome.requests,
    backlog: target === 'bare' ? 0 : backlog,
  };
}

function portOf(stage: Stage, { service }: Operation, target: Target): number {
  return target === 'bare' ? stage.barePort : stage.portOf(target === 'gateway' ? 'gateway' : service);
}

function cpuNow(
  stage: Stage,
  { service, asks = [] }: Operation,
  target: Target,
): { node: number; postgres: number } {
  const { suite, bare } = stage;
  const services = [service, ...asks].map((name) => suite.service(name));
  const answering = {
    bare: [bare],
    service: services,
    gateway: [suite.service('gateway'), ...services],
  }[target];
  return {
    node: answering.reduce((sum, { pid = 0 }) => sum + cpuOf(pid), 0),
    postgres: cpuOfFamily(suite.postgres?.pid ?? 0),
  };
}

/** Waits until what the last round left behind is done. */
async function settled(stage: Stage): Promise<void> {
  await stage.atRest();
  await stage.analyze();
}

function medianOf(rounds: readonly Measured[]): Measured {
  const of = (value: (round: Measured) => number) => median(rounds.map(value));
  return {
    perSecond: of((round) => round.perSecond),
    p50: of((round) => round.p50),
    p99: of((round) => round.p99),
    nodeCpu: of((round) => round.nodeCpu),
    postgresCpu: of((round) => round.postgresCpu),
    backlog: of((round) => round.backlog),
  };
}
