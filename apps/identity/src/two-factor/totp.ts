import { Secret, TOTP } from 'otpauth';

const PERIOD_SECONDS = 30;
/** Steps before and after ours in which a code is accepted: clocks of telephones differ. */
const WINDOW = 1;

/** A new secret, in base32. */
export const newSecret = (): string => new Secret({ size: 20 }).base32;

/** What an app reads to make codes: `otpauth://totp/…`. */
export const uriOf = (secret: string, issuer: string, label: string): string =>
  new TOTP({ issuer, label, secret }).toString();

/**
 * The time step of a code (RFC 6238 with SHA-1, six digits, thirty seconds), if it is right now and later than
 * `lastStep`; each code works once.
 */
export function stepOf(secret: string, code: string, lastStep: number, now: Date): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const delta = TOTP.validate({
    token: code,
    secret: Secret.fromBase32(secret),
    timestamp: now.getTime(),
    window: WINDOW,
  });
  if (delta === null) return undefined;
  const step = Math.floor(now.getTime() / 1_000 / PERIOD_SECONDS) + delta;
  return step > lastStep ? step : undefined;
}
