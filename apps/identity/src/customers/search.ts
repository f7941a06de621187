import { isIP } from 'node:net';
import { validate as isUuid } from 'uuid';
import { readableEmail } from '../emails/email';

/** What a search looks for; all of it has to be found. */
export interface Search {
  readonly ids: readonly string[];
  readonly ips: readonly string[];
  /** Beginnings of words, as typed. */
  readonly words: readonly string[];
}

/** Takes a search apart: ids and IP addresses are looked for as a whole, unless they can only be words. */
export function parseSearch(q: string, scope: 'everywhere' | 'name' | 'ip'): Search {
  const typed = q.split(/\s+/).filter((word) => word !== '');
  const isAddress = (word: string): boolean => scope !== 'name' && isIP(word) !== 0;
  return {
    ids: typed.filter((word) => scope !== 'ip' && isUuid(word)),
    ips: typed.filter(isAddress),
    words: typed.filter((word) => scope !== 'ip' && !isAddress(word) && !isUuid(word)).map(readableEmail),
  };
}

/** Nothing is to be found by a search for no address in addresses. */
export const findsNothing = ({ ids, ips, words }: Search): boolean =>
  ids.length + ips.length + words.length === 0;
