import { domainToASCII, domainToUnicode } from 'node:url';

/** The form in which two e-mail addresses are compared; undefined if it is none. */
export function normalizeEmail(text: string): string | undefined {
  const email = text.trim().normalize('NFC').toLowerCase();
  const at = email.lastIndexOf('@');
  const domain = domainToASCII(email.slice(at + 1));
  return at > 0 && domain !== '' ? `${email.slice(0, at)}@${domain}` : undefined;
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
