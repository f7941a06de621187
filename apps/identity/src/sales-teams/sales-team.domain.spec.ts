import { v7 as uuidv7 } from 'uuid';
import { partsToTell, requireRoom } from './sales-team.domain';
import { SalesTeamFull } from './sales-teams.problems';

describe('partsToTell', () => {
  const ids = Array.from({ length: 25 }, () => uuidv7());
  const all = [
    { kind: 'customer' as const, ids: ids.slice(0, 20) },
    { kind: 'group' as const, ids: ids.slice(20) },
  ];

  it('is all at once where that fits', () => {
    expect(partsToTell(all, 25)).toEqual([{ responsibilities: all }]);
  });

  it('leaves no gap between parts, and tells each responsibility in one of them', () => {
    const parts = partsToTell(all, 10);

    expect(parts.map(({ fromId, beforeId }) => [fromId, beforeId])).toEqual([
      [undefined, ids[10]],
      [ids[10], ids[20]],
      [ids[20], undefined],
    ]);
    expect(parts.map(({ responsibilities }) => responsibilities)).toEqual([
      [{ kind: 'customer', ids: ids.slice(0, 10) }],
      [{ kind: 'customer', ids: ids.slice(10, 20) }],
      [{ kind: 'group', ids: ids.slice(20) }],
    ]);
  });
});

describe('requireRoom', () => {
  it('refuses a team that is too large', () => {
    expect(() => requireRoom({ members: 1_000, responsibilities: 100_000 })).not.toThrow();
    expect(() => requireRoom({ members: 1_001, responsibilities: 0 })).toThrow(SalesTeamFull);
    expect(() => requireRoom({ members: 0, responsibilities: 100_001 })).toThrow(SalesTeamFull);
  });
});
