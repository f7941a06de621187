import { Audit, changesOf } from '@clientele/audit';
import { newId, type Principal } from '@clientele/contracts';
import { Database, type Tx } from '@clientele/database';
import { type Once, type RawJson, requireVersion } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { type Box, PicturesService } from './pictures.service';
import { TitlePicture } from './title-picture.entity';
import { Title } from './title.entity';
import type { CreateTitleBody, EditTitleBody } from './titles.bodies';
import { TitleNotFound } from './titles.problems';
import { readTitle } from './titles.queries';
import type { TitleView } from './titles.views';

/** Makes and changes titles. */
@Injectable()
export class TitlesService {
  constructor(
    private readonly db: Database,
    private readonly pictures: PicturesService,
    private readonly audit: Audit,
  ) {}

  create(once: Once, caller: Principal, body: CreateTitleBody): Promise<RawJson<TitleView>> {
    const { shopId } = caller;
    return once(async (tx) => {
      const id = newId();
      const last = (await tx.maximum(Title, 'position', { shopId })) ?? -1;
      await tx.insert(Title, { position: last + 1, ...body, id, shopId });
      return readTitle(tx, caller, id);
    });
  }

  edit(caller: Principal, id: string, version: number, fields: EditTitleBody): Promise<RawJson<TitleView>> {
    return this.change(caller, id, version, async (tx, before) => {
      await tx.update(Title, id, { ...fields });
      await this.audit.add(tx, caller, {
        ...{ operation: 'titles.edit', resource: { type: 'titles', id } },
        ...changesOf<object>(before, fields),
      });
    });
  }

  /** Takes a picture in; the work on its pixels is done before the transaction begins. */
  async setPicture(
    caller: Principal,
    id: string,
    version: number,
    upload: { readonly bytes: Buffer; readonly type: string; readonly box: Box },
  ): Promise<RawJson<TitleView>> {
    await readTitle(this.db, caller, id);
    const picture = await this.pictures.fit(upload.bytes, upload.type, upload.box);
    const hash = createHash('sha256').update(picture.bytes).digest('base64url');
    return this.change(caller, id, version, async (tx) => {
      await tx.upsert(TitlePicture, { ...picture, titleId: id, hash }, ['titleId']);
    });
  }

  removePicture(caller: Principal, id: string, version: number): Promise<RawJson<TitleView>> {
    return this.change(
      caller,
      id,
      version,
      async (tx) => void (await tx.delete(TitlePicture, { titleId: id })),
    );
  }

  private change(
    caller: Principal,
    id: string,
    version: number,
    work: (tx: Tx, before: Title) => Promise<void>,
  ): Promise<RawJson<TitleView>> {
    return this.db.transaction(async (tx) => {
      const lock = { mode: 'pessimistic_write' } as const;
      const title = await tx.findOne(Title, { where: { id, shopId: caller.shopId }, lock });
      if (!title) throw new TitleNotFound();
      requireVersion(title.version, version);
      await work(tx, title);
      await tx.update(Title, id, { version: version + 1 });
      return readTitle(tx, caller, id);
    });
  }
}
