import { domainToASCII } from 'node:url';

/** The form in which two e-mail addresses are compared; undefined if it is none. */
export function normalizeEmail(text: string): string | undefined {
  const email = text.trim().normalize('NFC').toLowerCase();
  const at = email.lastIndexOf('@');
  const domain = domainToASCII(email.slice(at + 1));
  return at > 0 && domain !== '' ? `${email.slice(0, at)}@${domain}` : undefined;
}

/** What somebody types of an e-mail address, as addresses are compared: a host beyond ASCII is found by its whole name. */
export function typedEmail(text: string): string {
  const typed = text.trim().normalize('NFC');
  const host = typed.slice(typed.lastIndexOf('@') + 1);
  if (host === typed || /^\p{ASCII}*$/u.test(host)) return typed;
  return typed.slice(0, -host.length) + (domainToASCII(host) || host);
}
