import { faultsOf, type LinkToCheck } from './chain.domain';

const hashLink = (previous: Buffer, canonical: string) => Buffer.from(`${previous.toString()}|${canonical}`);

function chainOf(...entries: string[]): LinkToCheck[] {
  let hash = Buffer.from('0');
  return entries.map((canonical, i) => {
    hash = hashLink(hash, canonical);
    const digest = Buffer.from(canonical);
    return {
      ...{ link: String(i + 1), position: String(10 + i), hash, canonical },
      ...{ pruned: false, digest, recordedDigest: digest },
    };
  });
}

const START = { link: 0n, hash: Buffer.from('0') };

describe('faultsOf', () => {
  it('finds nothing where nothing was touched', () => {
    expect(faultsOf(chainOf('a', 'b', 'c'), START, hashLink)).toEqual([]);
  });

  it('finds the entry that was altered, and only that', () => {
    const links = chainOf('a', 'b', 'c').map((one) =>
      one.canonical === 'b' ? { ...one, canonical: 'B' } : one,
    );

    expect(faultsOf(links, START, hashLink)).toEqual([{ kind: 'entry-altered', link: '2', position: '11' }]);
  });

  it('finds an entry that is gone, and a link that is gone', () => {
    const [a, b, c] = chainOf('a', 'b', 'c');

    expect(
      faultsOf([{ ...a, canonical: null } as LinkToCheck, b, c] as LinkToCheck[], START, hashLink),
    ).toEqual([{ kind: 'entry-missing', link: '1', position: '10' }]);
    expect(faultsOf([a, c] as LinkToCheck[], START, hashLink)).toEqual([
      { kind: 'link-missing', link: '2', position: null },
    ]);
  });

  it('finds details that were altered, and lets them be gone', () => {
    const [altered, redacted] = chainOf('a', 'b');
    const links = [
      { ...altered, digest: Buffer.from('x') },
      { ...redacted, digest: null },
    ] as LinkToCheck[];

    expect(faultsOf(links, START, hashLink)).toEqual([
      { kind: 'details-altered', link: '1', position: '10' },
    ]);
  });

  it('does not miss what went with its month, and starts where the chain is left', () => {
    const [gone, kept] = chainOf('a', 'b');

    expect(
      faultsOf([{ ...gone, canonical: null, pruned: true }, kept] as LinkToCheck[], undefined, hashLink),
    ).toEqual([]);
  });
});
