import { keptFrom } from './stream-room';

const stream = (bytes: number, first_seq = 1_001, last_seq = 2_000) => ({
  config: { max_bytes: 1_000 },
  state: { bytes, first_seq, last_seq },
});
const listening = (stream_seq: number, num_pending = 0, num_ack_pending = 0) => ({
  ...{ ack_floor: { stream_seq }, num_pending, num_ack_pending },
});

describe('what is kept of a full stream', () => {
  it('is the younger half of what it may hold', () => {
    expect(keptFrom(stream(1_000), [listening(2_000)])).toBe(1_501);
    expect(keptFrom(stream(800), [])).toBe(1_376);
  });

  it('is all that somebody has not handled', () => {
    expect(keptFrom(stream(1_000), [listening(2_000), listening(1_100, 3), listening(1_900, 0, 1)])).toBe(
      1_101,
    );
    expect(keptFrom(stream(1_000), [listening(0, 7)])).toBe(1);
  });

  it('is not what came after the last that was for somebody who has nothing left to handle', () => {
    expect(keptFrom(stream(1_000), [listening(12), listening(2_000)])).toBe(1_501);
  });
});
