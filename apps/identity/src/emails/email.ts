import { domainToASCII } from 'node:url';

/** The form in which two e-mail addresses are compared; undefined if it is none. */
export function normalizeEmail(text: string): string | undefined {
  const email = text.trim().normalize('NFC').toLowerCase();
  const at = email.lastIndexOf('@');
  const domain = domainToASCII(email.slice(at + 1));
  return at > 0 && domain !== '' ? `${email.slice(0, at)}@${domain}` : undefined;
}
