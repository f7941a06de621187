import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { commandOf } from './process-table';

interface Holder {
  readonly pid: number;
  readonly command: string;
}

/** Another process that is still alive holds the lock. */
export class LockHeld extends Error {
  constructor(
    readonly pid: number,
    what: string,
  ) {
    super(
      `${what} is in use by another run (process ${pid}). Stop that one first, or choose another DATA_DIR.`,
    );
    this.name = 'LockHeld';
  }
}

/** Keeps two runs out of the same folder. A lock left by a killed process does not count. */
export class DirectoryLock {
  private held = false;

  constructor(
    private readonly file: string,
    private readonly what: string,
  ) {}

  take(): void {
    mkdirSync(dirname(this.file), { recursive: true });
    const us: Holder = { pid: process.pid, command: commandOf(process.pid) };
    while (!this.held) {
      try {
        writeFileSync(this.file, JSON.stringify(us), { flag: 'wx' });
        this.held = true;
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === 'EACCES')
          throw new Error(`${this.what} belongs to another user (made as root, perhaps).`);
        if (code !== 'EEXIST') throw error;
        this.clearStale();
      }
    }
  }

  release(): void {
    if (this.held) rmSync(this.file, { force: true });
    this.held = false;
  }

  private clearStale(): void {
    const holder = this.holder();
    if (holder && commandOf(holder.pid) === holder.command) throw new LockHeld(holder.pid, this.what);
    rmSync(this.file, { force: true });
  }

  private holder(): Holder | undefined {
    try {
      return JSON.parse(readFileSync(this.file, 'utf8')) as Holder;
    } catch {
      return undefined;
    }
  }
}
