import { Connections } from './driver/connections';
import { atPace } from './driver/pace';
import { toBytes } from './driver/request';
import { percentile } from './driver/statistics';
import type { Operation } from './operations/operation';
import type { Stage } from './stage';

/** Answer times in milliseconds. */
export interface AnswerTimes {
  readonly p50: number;
  readonly p99: number;
}

/** What log-ins do to others. */
export interface LoginFigures {
  readonly loginsPerSecond: number;
  readonly requestsPerSecond: number;
  /** Of the other requests while nobody logs in, and while many do. */
  readonly alone: AnswerTimes;
  readonly beside: AnswerTimes;
  readonly logins: AnswerTimes;
}

const LOGINS_PER_SECOND = 20;
const REQUESTS_PER_SECOND = 100;
const SECONDS = 15;
const PASSWORD = 'correct horse battery staple 42';
/** More than one, as attempts for the same account wait for each other. */
const ACCOUNTS = 40;

/** Has contacts log in at a steady rate while other requests of identity are answered, and looks how long these take. */
export async function measureLogins(stage: Stage, other: Operation): Promise<LoginFigures> {
  const connections = new Connections(stage.portOf('identity'));
  const emails = await registerSome(connections);
  const others = () => times(connections, REQUESTS_PER_SECOND, () => other.next());
  const logins = () =>
    times(connections, LOGINS_PER_SECOND, (i) =>
      post('/v1/auth/login', { email: emails[i % emails.length], password: PASSWORD }),
    );

  await Promise.all([others(), logins()]);
  await stage.atRest();
  const alone = await others();
  const [beside, loggedIn] = await Promise.all([others(), logins()]);
  connections.close();
  return {
    ...{ loginsPerSecond: LOGINS_PER_SECOND, requestsPerSecond: REQUESTS_PER_SECOND },
    ...{ alone, beside, logins: loggedIn },
  };
}

async function registerSome(connections: Connections): Promise<string[]> {
  const emails = Array.from({ length: ACCOUNTS }, (_, i) => `login.${i}@bench.example.com`);
  for (const email of emails)
    await connections.send(
      post('/v1/registrations', { firstName: 'Ann', lastName: 'Example', email, password: PASSWORD }),
    );
  return emails;
}

async function times(
  connections: Connections,
  perSecond: number,
  request: (i: number) => string,
): Promise<AnswerTimes> {
  const numbers = Array.from({ length: perSecond * SECONDS }, (_, i) => i);
  const latencies = await atPace(perSecond, numbers, async (i) => {
    const sent = performance.now();
    await connections.send(request(i));
    return performance.now() - sent;
  });
  return { p50: percentile(latencies, 50), p99: percentile(latencies, 99) };
}

const post = (path: string, body: object): string => toBytes({ method: 'POST', path, body });
