import { natsServersOf } from './nats-servers';

describe('natsServersOf', () => {
  it.each([
    [['nats://a:4222', 'tls://b'], { servers: ['nats://a:4222', 'tls://b'] }],
    [
      ['nats://clientele:p%40ss:4@a:4222', 'nats://clientele:p%40ss:4@b:4222'],
      { servers: ['nats://a:4222', 'nats://b:4222'], user: 'clientele', pass: 'p@ss:4' },
    ],
    [
      ['nats://a', 'nats://s3cret@[::1]:4222'],
      { servers: ['nats://a', 'nats://[::1]:4222'], token: 's3cret' },
    ],
  ])('takes %j apart', (addresses, expected) => {
    expect(natsServersOf(addresses)).toEqual(expected);
  });
});
