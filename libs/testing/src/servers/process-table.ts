import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { becomesTrue } from './waiting';

const KILL_WAIT_MS = 5_000;

/** True while the process exists and is not a zombie waiting for its parent. */
export function isAlive(pid: number): boolean {
  return commandOf(pid) !== '';
}

/** The command line of a process; empty when there is no such process. */
export function commandOf(pid: number): string {
  if (existsSync('/proc/self/cmdline')) {
    return readIfThere(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim();
  }
  return ps(['-o', 'args=', '-p', String(pid)]);
}

/** The direct children of a process. */
export function childrenOf(pid: number): number[] {
  const listed = existsSync('/proc/self/task')
    ? readIfThere(`/proc/${pid}/task/${pid}/children`)
    : ps(['-A', '-o', 'ppid=,pid='])
        .split('\n')
        .map((line) => line.trim().split(/\s+/))
        .filter(([parent]) => parent === String(pid))
        .map(([, child]) => child)
        .join(' ');
  return listed.split(/\s+/).filter(Boolean).map(Number);
}

/** Sends a signal; a process that is already gone is fine. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** The process id in the first line of a pid file, if there is one. */
export function pidIn(file: string): number | undefined {
  const pid = Number.parseInt(readIfThere(file), 10);
  return pid > 0 ? pid : undefined;
}

/**
 * Ends what an earlier run left behind and removes its pid file. The file alone proves nothing, since
 * process ids are used again: only a process whose command line contains `mark` is ended.
 */
export async function endLeftover(
  pidFile: string,
  mark: string,
  signal: NodeJS.Signals,
  patienceMs: number,
): Promise<void> {
  const pid = pidIn(pidFile);
  if (pid !== undefined && commandOf(pid).includes(mark)) {
    signalProcess(pid, signal);
    if (!(await becomesTrue(() => !isAlive(pid), patienceMs))) {
      const family = [pid, ...childrenOf(pid)];
      for (const member of family) signalProcess(member, 'SIGKILL');
      await becomesTrue(() => !family.some(isAlive), KILL_WAIT_MS);
    }
  }
  rmSync(pidFile, { force: true });
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function ps(args: string[]): string {
  try {
    return execFileSync('ps', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '';
  }
}
