import { type ChildProcess, spawn } from 'node:child_process';

/** Waits for the end of its input, which is the end of whoever holds the other side, then ends the process. */
const WATCH = `
read -r _
kill -s "$1" "$0" 2>/dev/null || exit 0
tenths=0
while kill -0 "$0" 2>/dev/null && [ "$tenths" -lt "$2" ]; do
  grep -q '^State:.Z' "/proc/$0/status" 2>/dev/null && exit 0
  sleep 0.1
  tenths=$((tenths + 1))
done
kill -s KILL "$0" 2>/dev/null
exit 0
`;

/**
 * Ties a process to ours: however we end (exit, signal, crash, even kill -9), the process is stopped.
 * A handler of ours could not promise that, so a tiny shell that outlives us does it. It must be let go
 * when the process ended by itself, because its id may be given to another one.
 */
export class Leash {
  private readonly watcher: ChildProcess;

  constructor(pid: number, signal: NodeJS.Signals, patienceMs: number) {
    const args = ['-c', WATCH, String(pid), signal.replace('SIG', ''), String(Math.ceil(patienceMs / 100))];
    this.watcher = spawn('/bin/sh', args, { cwd: '/', stdio: ['pipe', 'ignore', 'ignore'], detached: true });
    this.watcher.on('error', () => undefined);
    this.watcher.stdin?.on('error', () => undefined);
    this.watcher.unref();
    unref(this.watcher.stdin);
  }

  letGo(): void {
    this.watcher.kill('SIGKILL');
  }
}

/** Pipes of a child would keep our event loop alive; nothing we own should. */
export function unref(stream: unknown): void {
  if (stream instanceof Object && 'unref' in stream && typeof stream.unref === 'function') stream.unref();
}
