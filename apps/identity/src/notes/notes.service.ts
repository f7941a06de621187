import { Audit, changesOf, type Deed } from '@clientele/audit';
import { Clock } from '@clientele/config';
import { newId, type Principal } from '@clientele/contracts';
import { Database, type Tx } from '@clientele/database';
import { type Once, type RawJson, requireVersion } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { CustomerClosed } from '../customers/customers.problems';
import { lockCustomer } from '../customers/lock-customer';
import { requireCustomer } from '../customers/require-customer';
import { Note } from './note.entity';
import type { CreateNoteBody, EditNoteBody, NoteParam } from './notes.bodies';
import { NoteNotFound, NoteOfAnother } from './notes.problems';
import { readNote } from './notes.queries';
import type { NoteView } from './notes.views';

/** Changes notes about customers. */
@Injectable()
export class NotesService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  create(
    once: Once,
    caller: Principal,
    customerId: string,
    body: CreateNoteBody,
  ): Promise<RawJson<NoteView>> {
    return once(async (tx) => {
      const { state } = await lockCustomer(tx, caller.shopId, customerId);
      if (state === 'merged') throw new CustomerClosed({ state });
      const [id, now] = [newId(), this.clock.now()];
      const author = {
        authorKind: caller.kind === 'client' ? ('client' as const) : ('employee' as const),
        authorId: caller.id,
      };
      await tx.insert(Note, {
        ...body,
        ...author,
        id,
        customerId,
        createdAt: now,
        updatedAt: now,
        version: 1,
      });
      return readNote(tx, id);
    });
  }

  edit(
    caller: Principal,
    param: NoteParam,
    version: number,
    changes: EditNoteBody,
  ): Promise<RawJson<NoteView>> {
    return this.db.transaction(async (tx) => {
      const note = await lockNote(tx, caller, param);
      if (changes.text !== undefined) requireAuthor(note, caller);
      requireVersion(note.version, version);

      await tx.update(Note, note.id, { ...changes, version: version + 1, updatedAt: this.clock.now() });
      await this.audit.add(tx, caller, {
        ...deedOn(note, 'notes.edit'),
        ...changesOf<object>(note, changes),
      });
      return readNote(tx, note.id);
    });
  }

  remove(caller: Principal, param: NoteParam): Promise<void> {
    return this.db.transaction(async (tx) => {
      const note = await lockNote(tx, caller, param);
      requireAuthor(note, caller);
      await tx.delete(Note, note.id);
      await this.audit.add(tx, caller, { ...deedOn(note, 'notes.remove'), before: note });
    });
  }
}

const deedOn = ({ id, customerId }: Note, operation: string): Deed => ({
  ...{ operation, resource: { type: 'notes', id }, customerId },
});

async function lockNote(tx: Tx, { shopId }: Principal, { id, noteId }: NoteParam): Promise<Note> {
  await requireCustomer(tx, shopId, id);
  const note = await tx.findOne(Note, {
    where: { id: noteId, customerId: id },
    lock: { mode: 'pessimistic_write' },
  });
  if (!note) throw new NoteNotFound();
  return note;
}

function requireAuthor({ authorId }: Note, { id }: Principal): void {
  if (authorId !== id) throw new NoteOfAnother();
}
