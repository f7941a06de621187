import { type Grant, runOf } from './grant.domain';

const PARIS = 'Europe/Paris';
const day = (text: string) => new Date(`2027-${text}T12:00:00Z`);

const grant = (id: string, grantedAt: string, changes: Partial<Grant> = {}): Grant => ({
  ...{ id, groupId: 'vip', orderId: 'order', lineId: id, productId: 'club', ruleId: 'rule' },
  ...{ grantedAt: day(grantedAt), duration: 'P10D', until: null, onRepurchase: 'extend' },
  ...{ takeBack: true, makesDefault: false },
  ...changes,
});
const byHand = (expiresAt: Date | null) =>
  ({ source: 'manual', expiresAt, startedAt: day('01-01') }) as const;

describe('runOf', () => {
  it('lasts from the payment for as long as the rule says', () => {
    expect(runOf(null, [grant('a', '01-10')], PARIS)).toEqual({
      startedAt: day('01-10'),
      expiresAt: day('01-20'),
      grantId: 'a',
    });
  });

  it('adds the time of a second purchase to the end of the first', () => {
    expect(runOf(null, [grant('a', '01-10'), grant('b', '01-15')], PARIS)).toEqual({
      startedAt: day('01-10'),
      expiresAt: day('01-30'),
      grantId: 'b',
    });
  });

  it('comes to the same in whatever order the payments became known', () => {
    const grants = [
      grant('a', '01-10'),
      grant('b', '01-12', { onRepurchase: 'restart', duration: 'P20D' }),
      grant('c', '01-14', { onRepurchase: 'ignore', duration: 'P1Y' }),
      grant('d', '01-16', { duration: 'P1M' }),
      grant('e', '06-01'),
    ];
    const orders = [grants, grants.toReversed(), [...grants.slice(2), ...grants.slice(0, 2)]];

    expect(new Set(orders.map((order) => JSON.stringify(runOf(null, order, PARIS)))).size).toBe(1);
  });

  it('counts anew after a gap', () => {
    expect(runOf(null, [grant('a', '01-10'), grant('b', '01-20')], PARIS)).toMatchObject({
      startedAt: day('01-20'),
      expiresAt: day('01-30'),
    });
  });

  it('restarts from the second payment where the rule says so, never losing time', () => {
    const restart = { onRepurchase: 'restart' } as const;

    expect(runOf(null, [grant('a', '01-10'), grant('b', '01-15', restart)], PARIS)).toMatchObject({
      expiresAt: day('01-25'),
    });
    expect(
      runOf(null, [grant('a', '01-10', { duration: 'P1M' }), grant('b', '01-15', restart)], PARIS),
    ).toMatchObject({ expiresAt: day('02-10'), grantId: 'a' });
  });

  it('ignores the second payment where the rule says so', () => {
    expect(
      runOf(null, [grant('a', '01-10'), grant('b', '01-15', { onRepurchase: 'ignore' })], PARIS),
    ).toMatchObject({ expiresAt: day('01-20'), grantId: 'a' });
  });

  it('takes the later of an end that is fixed and the one there is', () => {
    const until = (text: string) => ({ duration: null, until: day(text) });

    expect(runOf(null, [grant('a', '01-10', until('03-01'))], PARIS)).toMatchObject({
      expiresAt: day('03-01'),
    });
    expect(runOf(null, [grant('a', '01-10'), grant('b', '01-12', until('01-15'))], PARIS)).toMatchObject({
      expiresAt: day('01-20'),
    });
  });

  it('gives nothing where the fixed end is over', () => {
    expect(
      runOf(null, [grant('a', '01-10', { duration: null, until: day('01-10') })], PARIS),
    ).toBeUndefined();
  });

  it('is for good where the rule has no end', () => {
    expect(runOf(null, [grant('a', '01-10'), grant('b', '01-12', { duration: null })], PARIS)).toMatchObject({
      expiresAt: null,
      grantId: 'b',
    });
  });

  it('never shortens what is for good', () => {
    expect(runOf(byHand(null), [grant('a', '01-10')], PARIS)).toEqual({
      startedAt: day('01-01'),
      expiresAt: null,
      grantId: null,
    });
  });

  it('extends what somebody gave by hand', () => {
    expect(runOf(byHand(day('01-12')), [grant('a', '01-10')], PARIS)).toEqual({
      startedAt: day('01-01'),
      expiresAt: day('01-22'),
      grantId: 'a',
    });
  });
});
