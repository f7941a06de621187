import { combineSchemas, type Tx } from '@clientele/database';
import { FileStore, filesSchema, StoredFiles, FileTooLarge } from '@clientele/files';
import { httpSchema } from '@clientele/http';
import { schemaDrift, TestService } from '@clientele/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { StoredFileRow } from '../src/stored-file.entity';
import { AppModule } from './app';

const DAY = 24 * 60 * 60_000;

describe('stored files', () => {
  let directory: string;
  let service: TestService;
  let files: StoredFiles;
  let store: FileStore;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'clientele-files-'));
    service = await TestService.start({ module: AppModule, environment: { FILES_DIR: directory } });
    files = service.app.get(StoredFiles);
    store = service.app.get(FileStore);
  });

  afterEach(() => {
    service.clock.setOffset(0);
    jest.restoreAllMocks();
  });

  afterAll(async () => {
    await service.stop();
    await rm(directory, { recursive: true, force: true });
  });

  const receive = () => files.receive(Readable.from([Buffer.from('some text')]), 1_000);
  const inTransaction = (work: (tx: Tx) => Promise<void>) => service.db.transaction(work);
  const rowOf = (id: string) => service.db.manager.findOneBy(StoredFileRow, { id });

  it('stay when they are kept, whatever time passes', async () => {
    const { id } = await receive();
    await inTransaction((tx) => files.keep(tx, id));

    service.clock.setOffset(365 * DAY);
    await files.sweep();

    expect(await store.exists(id)).toBe(true);
  });

  it('go after a day when nobody kept them, as when the process died or rolled back', async () => {
    const { id } = await receive();
    await inTransaction(async (tx) => {
      await files.keep(tx, id);
      throw new Error('Something else failed.');
    }).catch(() => undefined);

    await files.sweep();
    const after = await store.exists(id);
    service.clock.setOffset(DAY + 1_000);
    await files.sweep();

    expect([after, await store.exists(id)]).toEqual([true, false]);
    expect(await rowOf(id)).toBeNull();
  });

  it('go once they are let go, and not before that is committed', async () => {
    const { id } = await receive();
    await inTransaction((tx) => files.keep(tx, id));

    await inTransaction(async (tx) => {
      await files.release(tx, [id]);
      await files.sweep();
      expect(await store.exists(id)).toBe(true);
    });
    await files.sweep();

    expect(await store.exists(id)).toBe(false);
  });

  it('go at last though the store fails at first, and the process dies between the two', async () => {
    const { id } = await receive();
    await files.discard(id);
    jest.spyOn(store, 'delete').mockRejectedValueOnce(new Error('The disk is busy.'));

    await files.sweep();
    const meanwhile = await store.exists(id);
    service.clock.setOffset(61_000);
    await files.sweep();

    expect([meanwhile, await store.exists(id)]).toEqual([true, false]);
    expect(await rowOf(id)).toBeNull();
  });

  it('that are kept are not discarded', async () => {
    const { id } = await receive();
    await inTransaction((tx) => files.keep(tx, id));

    await files.discard(id);
    await files.sweep();

    expect(await store.exists(id)).toBe(true);
  });

  it('are swept by many at once', async () => {
    const received = await Promise.all(Array.from({ length: 20 }, receive));
    await inTransaction((tx) =>
      files.release(
        tx,
        received.map(({ id }) => id),
      ),
    );

    await Promise.all([files.sweep(), files.sweep(), files.sweep()]);

    for (const { id } of received) expect(await store.exists(id)).toBe(false);
  });

  it('cannot be kept once they were swept', async () => {
    const { id } = await receive();
    service.clock.setOffset(DAY + 1_000);
    await files.sweep();

    await expect(inTransaction((tx) => files.keep(tx, id))).rejects.toThrow('not there to be kept');
  });

  it('that are too large leave nothing', async () => {
    await expect(files.receive(Readable.from([Buffer.alloc(1_001)]), 1_000)).rejects.toThrow(FileTooLarge);

    await files.sweep();
    expect(await service.db.manager.countBy(StoredFileRow, { state: 'arriving' })).toBe(0);
  });

  it('have a schema that is what the entities say', async () => {
    expect(await schemaDrift(combineSchemas(httpSchema, filesSchema))).toEqual([]);
  });
});
