import { JsonLogger } from './logger';

type Line = Record<string, unknown>;

describe('JsonLogger', () => {
  const lines: Line[] = [];
  const logger = new JsonLogger('orders', 'trace', { write: (line) => lines.push(JSON.parse(line) as Line) });

  const written = (write: () => void): Line => {
    write();
    return lines.at(-1) ?? {};
  };

  it('writes one JSON object per message, with time, level, service and context', () => {
    const line = written(() => logger.log('Nest application started', 'NestApplication'));

    expect(line).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      service: 'orders',
      context: 'NestApplication',
      msg: 'Nest application started',
    });
  });

  it('writes the members of an object as fields', () => {
    expect(
      written(() => logger.warn({ msg: 'A request failed', route: '/v1/orders' }, 'Filter')),
    ).toMatchObject({
      level: 'warn',
      msg: 'A request failed',
      route: '/v1/orders',
      context: 'Filter',
    });
  });

  it('writes an error with its stack, however it is handed over', () => {
    const error = new TypeError('no such thing');

    for (const line of [
      written(() => logger.error(error)),
      written(() => logger.error('It failed', error)),
      written(() => logger.error({ msg: 'It failed', err: error })),
    ])
      expect(line).toMatchObject({
        err: { type: 'TypeError', message: 'no such thing', stack: expect.stringContaining('logger.spec') },
      });
    expect(written(() => logger.error('It failed', error.stack, 'Context'))).toMatchObject({
      context: 'Context',
      err: { stack: error.stack },
    });
  });

  it.each(['authorization', 'password', 'token', 'accessToken', 'refreshToken', 'secret', 'cookie'])(
    'keeps the value of %s to itself',
    (name) => {
      const line = written(() =>
        logger.log({
          msg: 'x',
          [name]: 'Hunter2',
          request: { [name]: 'Hunter2', headers: { [name]: 'Hunter2' } },
        }),
      );

      expect(JSON.stringify(line)).not.toContain('Hunter2');
      expect(line[name]).toBe('[secret]');
    },
  );

  it('leaves the values of a failed query out', () => {
    const error = Object.assign(new Error('duplicate key value'), {
      query: 'INSERT INTO contacts …',
      parameters: ['ann@example.com'],
      detail: 'Key (email)=(ann@example.com) already exists.',
      code: '23505',
      constraint: 'contacts_email_key',
    });

    const line = written(() => logger.error(error));

    expect(JSON.stringify(line)).not.toContain('ann@example.com');
    expect(line).toMatchObject({ err: { code: '23505', constraint: 'contacts_email_key' } });
  });
});
