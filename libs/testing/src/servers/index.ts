export { DirectoryLock, LockHeld } from './directory-lock';
export { NatsServer, type NatsServerOptions } from './nats-server';
export { logFile, type OutputSink } from './output';
export { freePort, freePorts, isPortTaken, PortTaken } from './ports';
export { PostgresServer, type PostgresServerOptions } from './postgres-server';
export { ServiceProcess, type ServiceProcessOptions } from './service-process';
export { Suite, type SuiteOptions } from './suite';
export { DATABASE_NAMES, type DatabaseName, SERVICE_NAMES, type ServiceName } from './suite-plan';
export { becomesTrue } from './waiting';
