import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, chmodSync, chownSync, constants, readFileSync, statSync } from 'node:fs';

/** How to run a program so that Postgres accepts to be run: not as root, and with access to its files. */
export interface PostgresAccount {
  /** The owner its files must have; undefined means they already belong to whoever we are. */
  readonly owner?: { readonly uid: number; readonly gid: number };
  command(program: string, args: readonly string[]): PostgresCommand;
}

interface PostgresCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
}

/** Right to pass folders closed to others, in the order in which we would rather give it. */
const PASSING_RIGHTS = [
  { name: 'dac_read_search', bit: 2n },
  { name: 'dac_override', bit: 1n },
];

/**
 * An ordinary user runs Postgres as himself; root lends it an account without rights, which becomes the owner
 * of the folder. No account is created for that: `nobody` will do.
 */
export function postgresAccount(program: string, folder: string): PostgresAccount {
  if (process.getuid?.() !== 0) return ourselves(folder);

  const owner = ownerOf(folder) ?? accountFor('postgres') ?? accountFor('nobody');
  if (!owner)
    throw new Error('Postgres refuses to run as root, and there is no user "postgres" or "nobody".');
  chownSync(folder, owner.uid, owner.gid);
  chmodSync(folder, 0o700);
  if (reaches([], program, folder, owner)) {
    return { owner, command: (command, args) => ({ command, args, ...owner }) };
  }
  const wrapper = wrapperThatReaches(program, folder, owner);
  return {
    owner,
    command: (command, args) => ({ command: 'setpriv', args: [...wrapper, command, ...args] }),
  };
}

function ourselves(folder: string): PostgresAccount {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch {
    throw new Error(
      `The data in ${folder} belong to another user, perhaps because they were made as root. ` +
        `Start as that user, or choose another DATA_DIR.`,
    );
  }
  return { command: (command, args) => ({ command, args }) };
}

/**
 * Under a folder that only root may enter (a checkout in /root), the account keeps one right of root's:
 * to read past closed folders.
 */
function wrapperThatReaches(program: string, folder: string, owner: { uid: number; gid: number }): string[] {
  const right = PASSING_RIGHTS.find(({ bit }) => (heldRights() & (1n << bit)) !== 0n)?.name;
  const wrapper = [
    ...['--reuid', String(owner.uid), '--regid', String(owner.gid), '--clear-groups'],
    // Without this, access(2), by which Postgres checks its own programs, would ignore the right.
    '--securebits=+no_setuid_fixup',
    ...['--inh-caps', `+${right}`, '--ambient-caps', `+${right}`, '--'],
  ];
  if (right && reaches(['setpriv', ...wrapper], program, folder)) return wrapper;
  throw new Error(
    `Postgres refuses to run as root, and the user it runs as instead cannot reach ${folder}. Put the ` +
      `checkout where other users may enter (for example under /opt or /srv), start as an ordinary user, or ` +
      `point DATABASE_URL_* at a Postgres server.`,
  );
}

function reaches(wrapper: string[], program: string, folder: string, ids = {}): boolean {
  const test = ['/bin/sh', '-c', 'test -x "$0" && test -w "$1"', program, folder];
  const [command = '', ...args] = [...wrapper, ...test];
  return spawnSync(command, args, { cwd: '/', stdio: 'ignore', ...ids }).status === 0;
}

function accountFor(user: string): { uid: number; gid: number } | undefined {
  const id = (flag: string) =>
    Number(execFileSync('id', [flag, user], { stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}

/** Whoever owns the data already goes on owning them. */
function ownerOf(folder: string): { uid: number; gid: number } | undefined {
  const { uid, gid } = statSync(folder);
  return uid === 0 ? undefined : { uid, gid };
}

function heldRights(): bigint {
  try {
    const held = /^CapPrm:\s*([0-9a-f]+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    return BigInt(`0x${held ?? '0'}`);
  } catch {
    return 0n;
  }
}
