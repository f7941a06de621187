import { isEmail } from 'class-validator';
import { domainToASCII, domainToUnicode } from 'node:url';

/** What most addresses look like. */
const USUAL =
  /^(?=.{1,64}@.{1,189}$)(?!.*xn--)[a-z\d]+(?:[._+-][a-z\d]+)*@(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z]{2,63}$/i;

/** Whether it is an e-mail address, without spaces around it. Of most one sees it at a glance; the others are looked at closely. */
export const isEmailAddress = (text: string): boolean =>
  USUAL.test(text) || (isEmail(text) && normalizeEmail(text) !== undefined);

/** Hosts that are their own ASCII form, as most are. What may be a number, or says that it stands for other letters, may be none. */
const PLAIN_HOST = /^(?!.*xn--)(?:[a-z\d-]+\.)*[a-z]+$/;

/** The form in which two e-mail addresses are compared; undefined if it is none. */
export function normalizeEmail(text: string): string | undefined {
  const email = text.trim().normalize('NFC').toLowerCase();
  const at = email.lastIndexOf('@');
  if (at <= 0) return undefined;
  const host = email.slice(at + 1);
  if (PLAIN_HOST.test(host)) return email;
  const domain = domainToASCII(host);
  return domain === '' ? undefined : `${email.slice(0, at)}@${domain}`;
}

/** What somebody types of an e-mail address, as addresses are compared: a host beyond ASCII is found by its whole name. */
export const typedEmail = (text: string): string => withHost(text, domainToASCII);

/** What somebody types of an e-mail address, as it is read: a host beyond ASCII may end anywhere. */
export const readableEmail = (text: string): string =>
  withHost(text, (host) => domainToUnicode(domainToASCII(host)));

/** Whether this is an e-mail address that nothing is missing of, however much more there may be: nearly all that begin so are it. */
export const isWholeEmail = (text: string): boolean => /^[^@]+@([^@.]+\.)+[a-z0-9-]{2,}$/i.test(text);

function withHost(text: string, written: (host: string) => string): string {
  const typed = text.trim().normalize('NFC');
  const host = typed.slice(typed.lastIndexOf('@') + 1);
  if (host === typed || /^\p{ASCII}*$/u.test(host)) return typed;
  return typed.slice(0, -host.length) + (written(host) || host);
}
