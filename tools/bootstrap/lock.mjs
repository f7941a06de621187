import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const PAUSE_MS = 200;
const FORGOTTEN_MS = 5_000;

/** Does `work` while no other process holds the same lock file; waits for one that does. */
export async function withLock(file, work) {
  mkdirSync(dirname(file), { recursive: true });
  let told = false;
  while (!take(file)) {
    const holder = holderOf(file);
    if (holder === undefined ? isForgotten(file) : !isAlive(holder)) discard(file, holder);
    else {
      if (!told && holder)
        console.log(`  Waiting for another install or build here (process ${holder}, ${file}) …`);
      told = true;
      await delay(PAUSE_MS);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** The process in the lock file; undefined while it is just being written or removed. */
function holderOf(file) {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

/** Whether whoever made the file ended before writing into it. */
function isForgotten(file) {
  try {
    return Date.now() - statSync(file).mtimeMs > FORGOTTEN_MS;
  } catch {
    return false;
  }
}

/** Removes the lock of a dead process, and only that: another one may have been faster and hold it now. */
function discard(file, holder) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    if (holderOf(aside) === holder) rmSync(aside);
    else renameSync(aside, file);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
