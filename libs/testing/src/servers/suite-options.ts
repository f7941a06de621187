import type { OutputSink } from './output';
import type { DatabaseName, ServiceName } from './suite-plan';

export interface SuiteOptions {
  /** Where everything is kept: databases, streams, mails, logs, secrets. */
  readonly dataDir: string;
  /** The gateway's port; the others take the six after it. All free ones when left out. */
  readonly port?: number;
  /** Databases on a server of yours. Postgres is started only when one of the four is missing here. */
  readonly databaseUrls?: Partial<Record<DatabaseName, string>>;
  /** A NATS server of yours, instead of the one we would start. */
  readonly natsUrl?: string;
  readonly adminEmail?: string;
  readonly adminPassword?: string;
  /** Added to the environment of every service, before its own. */
  readonly env?: NodeJS.ProcessEnv;
  /** Wins over everything else in the environment of one service. */
  readonly serviceEnv?: Partial<Record<ServiceName, NodeJS.ProcessEnv>>;
  /** How many processes of a service, one by default. */
  readonly replicas?: Partial<Record<ServiceName, number>>;
  /** Postgres may lose data when the machine (not the process) dies. */
  readonly forTests?: boolean;
  /** The script of a service, `dist/apps/<name>/src/main.js` by default. */
  readonly scriptOf?: (name: ServiceName) => string;
  /** Where the output of a process goes, `<dataDir>/logs/<process>.log` by default. */
  readonly sinkOf?: (process: string) => OutputSink;
  /** One sentence per step. */
  readonly onProgress?: (step: string) => void;
  /** A part ended by itself after the suite had started. */
  readonly onCrash?: (part: string, how: string, lastWords: string) => void;
}
