import { Injectable, Logger } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { IdentityConfig } from '../identity.config';

const DEADLINE_MS = 2_000;
/** A range holds some thousand lines of fewer than 60 characters. */
const LONGEST_ANSWER = 1_000_000;

/**
 * Asks a service that knows breached passwords, if there is one. It learns the first five of forty characters of a hash,
 * which some thousand passwords share (k-anonymity). Without its answer a password is taken for unknown.
 */
@Injectable()
export class BreachedPasswords {
  private readonly logger = new Logger(BreachedPasswords.name);

  constructor(private readonly config: IdentityConfig) {}

  async knows(password: string): Promise<boolean> {
    const { breachedPasswordsUrl } = this.config;
    if (breachedPasswordsUrl === undefined) return false;
    const hash = createHash('sha1').update(password).digest('hex').toUpperCase();
    try {
      const range = await read(`${breachedPasswordsUrl.replace(/\/+$/, '')}/${hash.slice(0, 5)}`);
      return range.split('\n').some((line) => isBreached(line, hash.slice(5)));
    } catch (error) {
      this.logger.warn(`Whether a password is breached was not found out: ${String(error)}`);
      return false;
    }
  }
}

async function read(url: string): Promise<string> {
  const answer = await fetch(url, {
    headers: { 'Add-Padding': 'true' },
    redirect: 'error',
    signal: AbortSignal.timeout(DEADLINE_MS),
  });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return (await answer.text()).slice(0, LONGEST_ANSWER);
}

// Lines of padding have a count of 0.
function isBreached(line: string, suffix: string): boolean {
  const [known, count] = line.trim().split(':');
  return known === suffix && Number(count) > 0;
}
