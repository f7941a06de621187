import { afterFailure, afterLosses, kindOf, MOST_LOSSES, referencesOf, replySubject } from './mail.domain';

const createdAt = new Date('2026-11-22T10:00:00Z');
const after = (minutes: number): Date => new Date(createdAt.getTime() + minutes * 60_000);
const mail = { attempts: 1, createdAt, outcomeUnknown: false };

describe('afterLosses', () => {
  it('gives a mail up that one process after the other was lost with', () => {
    expect(afterLosses({ losses: MOST_LOSSES })).toBeUndefined();
    expect(afterLosses({ losses: MOST_LOSSES + 1 })).toMatchObject({ state: 'failed', outcomeUnknown: true });
  });
});

describe('afterFailure', () => {
  it('waits a minute after the first attempt and longer after each further one', () => {
    const pauses = [1, 2, 3, 4, 5, 6, 7, 8].map((attempts) => {
      const outcome = afterFailure({ ...mail, attempts }, { kind: 'temporary', reason: '451' }, createdAt);
      return outcome.state === 'queued' && (outcome.nextAttemptAt.getTime() - createdAt.getTime()) / 60_000;
    });

    expect(pauses).toEqual([1, 5, 15, 60, 120, 240, 480, 480]);
  });

  it('gives up when the next attempt would be more than a day after the mail was queued', () => {
    const failure = { kind: 'temporary', reason: '451' } as const;

    expect(afterFailure({ ...mail, attempts: 7 }, failure, after(16 * 60))).toMatchObject({
      state: 'queued',
    });
    expect(afterFailure({ ...mail, attempts: 8 }, failure, after(16 * 60 + 1))).toEqual({
      state: 'failed',
      reason: '451',
      outcomeUnknown: false,
    });
  });

  it('gives up at once on a refusal of the mail', () => {
    expect(afterFailure(mail, { kind: 'permanent', reason: '550' }, after(0))).toMatchObject({
      state: 'failed',
    });
  });

  it('sends once more, and only once, where the server may have accepted it', () => {
    const failure = { kind: 'unknown', reason: 'gone' } as const;

    expect(afterFailure(mail, failure, after(0))).toMatchObject({ state: 'queued', outcomeUnknown: true });
    expect(afterFailure({ ...mail, outcomeUnknown: true }, failure, after(1))).toMatchObject({
      state: 'failed',
      outcomeUnknown: true,
    });
  });
});

describe('kindOf', () => {
  it.each([
    [{ code: 'EENVELOPE', responseCode: 550 }, false, 'permanent'],
    [{ code: 'EMESSAGE', responseCode: 552 }, true, 'permanent'],
    [{ code: 'EENVELOPE', responseCode: 451 }, false, 'temporary'],
    [{ code: 'EENVELOPE', responseCode: 503 }, false, 'temporary'],
    [{ code: 'EENVELOPE' }, false, 'permanent'],
    [{ code: 'EAUTH', responseCode: 535 }, false, 'temporary'],
    [{ code: 'EPROTOCOL', responseCode: 554 }, false, 'temporary'],
    [{ code: 'ESOCKET' }, false, 'temporary'],
    [{ code: 'ECONNECTION' }, true, 'unknown'],
    [{ code: 'ETIMEDOUT' }, true, 'unknown'],
    [{}, false, 'temporary'],
  ] as const)('takes %j, handed over: %s, for %s', (failure, handedOver, kind) => {
    expect(kindOf(failure, handedOver)).toBe(kind);
  });
});

describe('referencesOf', () => {
  it('keeps the first and the last ones, twenty in all', () => {
    const ids = Array.from({ length: 30 }, (_, i) => `<${i}@example.com>`);

    const kept = referencesOf(ids);

    expect(kept).toHaveLength(20);
    expect([kept[0], kept[1], kept[19]]).toEqual(['<0@example.com>', '<11@example.com>', '<29@example.com>']);
  });
});

describe('replySubject', () => {
  it('says that it is a reply, once, and to what', () => {
    expect(replySubject({ subject: 'My order', number: '100001' })).toBe('Re: My order [#100001]');
    expect(replySubject({ subject: 'RE: My order', number: '100001' })).toBe('RE: My order [#100001]');
  });
});
