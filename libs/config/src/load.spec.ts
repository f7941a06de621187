import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvalidSettings, loadSettings } from './load';
import { ProcessConfig } from './process.config';
import { ServiceConfig } from './service.config';

const NEEDED = { NATS_URL: 'nats://nats:4222', DATABASE_URL: 'postgres://orders:secret@db:5432/orders' };

const load = (environment: Readonly<Record<string, string | undefined>> = {}): ServiceConfig =>
  loadSettings(ServiceConfig, { ...NEEDED, ...environment });

const mistakesIn = (environment: Readonly<Record<string, string | undefined>>): string[] => {
  try {
    load(environment);
  } catch (error) {
    if (error instanceof InvalidSettings) return error.message.split('\n  ').slice(1);
  }
  return [];
};

const namesOf = (mistakes: readonly string[]): string[] =>
  mistakes.map((mistake) => mistake.slice(0, mistake.indexOf(':')));

describe('loadSettings', () => {
  it('reads text, numbers and switches, inherited settings too', () => {
    const settings = load({ HOST: '::1', PORT: '8080', DATABASE_POOL_SIZE: '10', MIGRATE_AT_START: '0' });

    expect(settings).toMatchObject({ host: '::1', port: 8080, databasePoolSize: 10, migrateAtStart: false });
    expect(settings.databaseUrl).toBe(NEEDED.DATABASE_URL);
  });

  it('takes the default for what is not set, and for what is empty', () => {
    expect(load({ PORT: '', LOG_LEVEL: '' })).toEqual(load());
    expect(load()).toMatchObject({ port: 3000, host: '0.0.0.0', logLevel: 'info', testClock: false });
  });

  it('gives settings that nobody can change', () => {
    expect(Object.isFrozen(load())).toBe(true);
  });

  it('names every wrong setting in one message', () => {
    const wrong = {
      PORT: '65536',
      LOG_LEVEL: 'loud',
      TEST_CLOCK: 'perhaps',
      NATS_URL: 'nats',
      IDENTITY_URL: 'identity:3001',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318',
      DATABASE_URL: undefined,
      DATABASE_POOL_SIZE: 'many',
      NATS_REPLICAS: '2',
      MIGRATE_AT_START: 'yes',
    };

    expect(namesOf(mistakesIn(wrong)).toSorted()).toEqual(Object.keys(wrong).toSorted());
  });

  it.each([
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', '80a'],
    ['DATABASE_URL', 'mysql://db/orders'],
    ['DATABASE_URL', 'db/orders'],
    ['DATABASE_POOL_SIZE', '1'],
    ['NATS_URL', 'http://nats:4222'],
    ['IDENTITY_URL', 'ftp://identity'],
    ['TEST_CLOCK', 'TRUE'],
    ['CORS_ORIGINS', '*'],
    ['CORS_ORIGINS', 'shop.example.com'],
    ['CORS_ORIGINS', 'https://shop.example.com,https://other.example.com/'],
  ])('refuses %s=%s', (name, value) => {
    expect(namesOf(mistakesIn({ [name]: value }))).toEqual([name]);
  });

  describe('NATS_URL', () => {
    const serversOf = (text: string): readonly string[] => load({ NATS_URL: text }).natsServers;

    it('names one server or several', () => {
      expect(serversOf('nats://nats:4222')).toEqual(['nats://nats:4222']);
      expect(serversOf('nats://a:4222,tls://user:secret@b:4222, nats://10.0.0.3')).toEqual([
        'nats://a:4222',
        'tls://user:secret@b:4222',
        'nats://10.0.0.3',
      ]);
    });

    it.each(['nats://a:4222,', 'nats://a:4222,b:4222', ',', 'nats://a:4222;nats://b:4222'])(
      'is refused when it is "%s"',
      (text) => {
        expect(namesOf(mistakesIn({ NATS_URL: text }))).toEqual(['NATS_URL']);
      },
    );
  });

  describe('TEST_CLOCK', () => {
    it('is refused in production, and says why', () => {
      expect(mistakesIn({ TEST_CLOCK: '1', NODE_ENV: 'production' })).toEqual([
        'TEST_CLOCK: lets anybody move the time, so it must be off where NODE_ENV is production',
      ]);
    });

    it('is refused in production in a process without database too', () => {
      expect(() =>
        loadSettings(ProcessConfig, { ...NEEDED, TEST_CLOCK: 'true', NODE_ENV: 'production' }),
      ).toThrow('TEST_CLOCK');
    });

    it('may be on elsewhere, and off in production', () => {
      expect(load({ TEST_CLOCK: '1', NODE_ENV: 'test' }).testClock).toBe(true);
      expect(load({ TEST_CLOCK: '1' }).testClock).toBe(true);
      expect(load({ TEST_CLOCK: '0', NODE_ENV: 'production' }).testClock).toBe(false);
    });
  });

  describe('of a file', () => {
    let folder: string;
    let file: string;

    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'clientele-config-'));
      file = join(folder, 'url');
      writeFileSync(file, 'postgres://db/from-file\n');
    });

    afterEach(() => rmSync(folder, { recursive: true }));

    it('are read without the line end', () => {
      expect(load({ DATABASE_URL: undefined, DATABASE_URL_FILE: file }).databaseUrl).toBe(
        'postgres://db/from-file',
      );
    });

    it('are read although the variable itself is there, but empty', () => {
      expect(load({ DATABASE_URL: '', DATABASE_URL_FILE: file }).databaseUrl).toBe('postgres://db/from-file');
    });

    it('give way to the variable itself', () => {
      expect(load({ DATABASE_URL_FILE: file }).databaseUrl).toBe(NEEDED.DATABASE_URL);
    });

    it('are not looked for where the name of the file is empty', () => {
      expect(load({ PORT_FILE: '' }).port).toBe(3000);
    });

    it('are checked like others', () => {
      writeFileSync(file, 'nonsense');

      expect(namesOf(mistakesIn({ PORT_FILE: file }))).toEqual(['PORT']);
    });

    it('are told by the name of the file when it cannot be read', () => {
      const [mistake] = mistakesIn({ LOG_LEVEL_FILE: join(folder, 'nowhere') });

      expect(mistake).toMatch(/^LOG_LEVEL_FILE: .*no such file.*nowhere/);
    });
  });
});
