import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second, whatever the machine. */
const TICK_MS = 10;

/** Processor time of a process in milliseconds; 0 when it is gone. `ended` adds its children that have ended. */
export function cpuOf(pid: number, ended = false): number {
  const fields = statOf(pid);
  if (!fields) return 0;
  const ticks = ended ? fields.slice(11, 15) : fields.slice(11, 13);
  return ticks.reduce((sum, field) => sum + Number(field), 0) * TICK_MS;
}

/** The same of a process and its children, the ones that ended meanwhile too: a Postgres server. */
export function cpuOfFamily(pid: number): number {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((candidate) => statOf(candidate)?.[1] === String(pid));
  return children.reduce((sum, child) => sum + cpuOf(child), cpuOf(pid, true));
}

/** Resident memory in megabytes. */
export const memoryOf = (pid: number): number => statusOf(pid, 'VmRSS');

/** The most that it was since the last `forgetPeak`. */
export const peakMemoryOf = (pid: number): number => statusOf(pid, 'VmHWM');

export const forgetPeak = (pid: number): void => writeFileSync(`/proc/${pid}/clear_refs`, '5');

/** A line of /proc/<pid>/status, of kilobytes, in megabytes. */
function statusOf(pid: number, name: string): number {
  const kilobytes = new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(kilobytes?.[1]) / 1024;
}

/** The fields of /proc/<pid>/stat after the name of the program, which may hold anything. */
function statOf(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
