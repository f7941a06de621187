interface Fingerprint {
  readonly settings: string;
  readonly sources: Readonly<Record<string, string>>;
}

export function buildIfStale(root: string): Promise<void>;
export function buildNeeded(
  before: Fingerprint | undefined,
  now: Fingerprint,
): 'none' | 'incremental' | 'clean';
export function fingerprint(root: string): Fingerprint;
