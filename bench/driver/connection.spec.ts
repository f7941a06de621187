import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { eventually } from '@clientele/testing';
import { Connection } from './connection';
import { Connections } from './connections';
import { toBytes } from './request';

describe('Connection', () => {
  let server: Server;
  let answers: string[][];
  let received: string;

  beforeEach(async () => {
    received = '';
    server = createServer((socket) => {
      socket.setEncoding('utf8').on('data', (text) => {
        received += text;
        for (const part of answers.shift() ?? []) socket.write(part);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  afterEach(() => new Promise((resolve) => server.close(resolve)));

  const open = () => Connection.open((server.address() as AddressInfo).port);

  it('reads answers that come in pieces, one after the other', async () => {
    answers = [
      ['HTTP/1.1 200 OK\r\nConte', 'nt-Length: 7\r\n\r\n{"', 'a":1}'],
      ['HTTP/1.1 204 No Content\r\n\r\n'],
      ['HTTP/1.1 404 Not Found\r\ncontent-length: 3\r\n\r\n{é'],
    ];
    const connection = await open();

    const replies = [await connection.send('1'), await connection.send('2'), await connection.send('3')];
    connection.close();

    expect(replies).toEqual([
      { status: 200, body: '{"a":1}' },
      { status: 204, body: '' },
      { status: 404, body: '{é' },
    ]);
  });

  it('refuses an answer whose end it cannot tell', async () => {
    answers = [['HTTP/1.1 200 OK\r\n\r\n']];
    const connection = await open();

    await expect(connection.send('1')).rejects.toThrow('without a length');
    connection.close();
  });

  it('sends a body with its length in bytes', async () => {
    answers = [['HTTP/1.1 204 No Content\r\n\r\n']];
    const connection = await open();

    await connection.send(
      toBytes({ method: 'POST', path: '/v1/x', token: 't', headers: { 'x-a': 'b' }, body: { name: 'é' } }),
    );
    connection.close();

    expect(received).toBe(
      'POST /v1/x HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer t\r\nx-a: b\r\n' +
        'content-type: application/json\r\ncontent-length: 13\r\n\r\n{"name":"é"}',
    );
  });

  it('knows that the server has closed it, so that another is opened', async () => {
    const ended = new Promise<void>((resolve) =>
      server.once('connection', (socket) => resolve(void socket.end())),
    );
    const connections = new Connections((server.address() as AddressInfo).port);
    const connection = await open();

    await ended;
    await eventually(() => expect(connection.isClosed).toBe(true));
    answers = [['HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n']];
    const { status } = await connections.send('1');
    connections.close();

    expect(status).toBe(200);
  });
});
