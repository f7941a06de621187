import { validate, version } from 'uuid';
import { firstIdAt, following, newId } from './uuid';

describe('newId', () => {
  it('makes UUIDv7, each greater than the one before', () => {
    const ids = Array.from({ length: 20_000 }, newId);

    expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true);
    expect(ids).toEqual([...new Set(ids)].sort());
  });

  it('is of this millisecond', () => {
    const before = Date.now();

    const made = parseInt(newId().replace('-', '').slice(0, 12), 16);

    expect(made).toBeGreaterThanOrEqual(before);
    expect(made).toBeLessThanOrEqual(Date.now());
  });
});

describe('firstIdAt', () => {
  it('parts the ids made before an instant from those made later', () => {
    const id = newId();
    const madeAt = parseInt(id.replace('-', '').slice(0, 12), 16);

    expect(id >= firstIdAt(new Date(madeAt))).toBe(true);
    expect(id < firstIdAt(new Date(madeAt + 1))).toBe(true);
  });
});

describe('following', () => {
  const random = new Uint8Array(16).fill(0xff);

  it('begins the counter in its lower half with every millisecond', () => {
    expect(following({ msecs: 10, seq: 5 }, 11, random)).toEqual({ msecs: 11, seq: 0x7f_ff_ff_ff });
  });

  it('counts within a millisecond, and on while the clock is behind', () => {
    expect(following({ msecs: 10, seq: 5 }, 10, random)).toEqual({ msecs: 10, seq: 6 });
    expect(following({ msecs: 10, seq: 5 }, 3, random)).toEqual({ msecs: 10, seq: 6 });
  });

  it('takes the next millisecond early when the counter is at its end', () => {
    const last = { msecs: 10, seq: 0xff_ff_ff_ff };

    expect(following(last, 10, random)).toEqual({ msecs: 11, seq: 0x7f_ff_ff_ff });
  });
});
