import { Readings } from './readings';

const message = (seq: number) => ({
  ...{ subject: 'orders.test.happened.v1', info: { stream: 'ORDERS' }, seq, timestampNanos: 1n },
  string: jest.fn(() => '{"id": 1}'),
});

describe('Readings', () => {
  it('reads a message once for all who listen, and forgets it with the last', () => {
    const readings = new Readings();
    const one = message(1);
    readings.expect([one.subject]);
    readings.expect([one.subject]);

    const [first, second, again] = [readings.of(one), readings.of(one), readings.of(one)];

    expect(second).toBe(first);
    expect(again).not.toBe(first);
    expect(one.string).toHaveBeenCalledTimes(2);
  });

  it('tells messages apart', () => {
    const readings = new Readings();
    const subject = message(1).subject;
    readings.expect([subject, subject]);

    expect(readings.of(message(1))).not.toBe(readings.of(message(2)));
  });
});
