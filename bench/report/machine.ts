import { cpus, totalmem } from 'node:os';

/** The machine and the programs that were measured. */
export const machine = (postgres: string): string => {
  const [first] = cpus();
  return [
    `${cpus().length} cores (${first?.model.trim() || 'model unknown'})`,
    `${Math.round(totalmem() / 1024 ** 3)} GiB of memory`,
    `Node ${process.versions.node}`,
    `Postgres ${postgres}`,
  ].join(', ');
};
