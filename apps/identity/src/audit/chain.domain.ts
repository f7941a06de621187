/** What is known of a link when the chain is verified. */
export interface LinkToCheck {
  readonly link: string;
  readonly position: string;
  readonly hash: Buffer;
  /** The text the hash covers; null if the entry is not there. */
  readonly canonical: string | null;
  /** Whether the entry's month is over its retention, so that it may be gone. */
  readonly pruned: boolean;
  /** Digest of the details as they are; null if they were redacted. */
  readonly digest: Buffer | null;
  /** Digest of the details as they were recorded. */
  readonly recordedDigest: Buffer | null;
}

export type FaultKind = 'link-missing' | 'entry-missing' | 'entry-altered' | 'details-altered';

/** Something in the chain that is not as it was written. */
export interface Fault {
  readonly kind: FaultKind;
  readonly link: string;
  readonly position: string | null;
}

/** Makes the hash of a link. */
export type HashLink = (previous: Buffer, canonical: string) => Buffer;

/**
 * What is wrong with links that follow each other, the first of which follows `previous`; undefined: nothing before is left.
 */
export function faultsOf(
  links: readonly LinkToCheck[],
  previous: { readonly link: bigint; readonly hash: Buffer } | undefined,
  hashLink: HashLink,
): Fault[] {
  const faults: Fault[] = [];
  let before = previous;
  for (const one of links) {
    const { link, position } = one;
    const follows = before !== undefined && BigInt(link) === before.link + 1n;
    if (before !== undefined && !follows)
      faults.push({ kind: 'link-missing', link: String(before.link + 1n), position: null });
    const kind = faultOf(one, follows ? before?.hash : undefined, hashLink);
    if (kind) faults.push({ kind, link, position });
    before = { link: BigInt(link), hash: one.hash };
  }
  return faults;
}

function faultOf(
  { hash, canonical, pruned, digest, recordedDigest }: LinkToCheck,
  previous: Buffer | undefined,
  hashLink: HashLink,
): FaultKind | undefined {
  if (canonical === null) return pruned ? undefined : 'entry-missing';
  if (previous && !hashLink(previous, canonical).equals(hash)) return 'entry-altered';
  if (digest && recordedDigest && !digest.equals(recordedDigest)) return 'details-altered';
  return undefined;
}
