const SHORTEST = 8;
const LONGEST = 128;

/** Why a password is refused. */
export type PasswordWeakness = 'too-short' | 'too-long';

/** The one policy for passwords, whichever way they come in; undefined for a good one. */
export function weaknessOf(password: string): PasswordWeakness | undefined {
  const { length } = Array.from(password);
  if (length < SHORTEST) return 'too-short';
  return length > LONGEST ? 'too-long' : undefined;
}

/** Whether a hash comes from a shop that was moved here; it is replaced when its owner logs in. */
export const isBcrypt = (hash: string | null | undefined): hash is string => /^\$2[abxy]\$/.test(hash ?? '');
