import type { Schema } from '@clientele/database';
import { DeadLetter } from './dead-letter.entity';
import { InboxRow } from './inbox.entity';
import { CreateMessaging1760000000000 } from './migrations/1760000000000-create-messaging';
import { CreateSuspects1764000001010 } from './migrations/1764000001010-create-suspects';
import { KeepParcels1764000001040 } from './migrations/1764000001040-keep-parcels';
import { HoldBackBulk1764000001300 } from './migrations/1764000001300-hold-back-bulk';
import { OutboxRow } from './outbox.entity';
import { Suspect } from './suspect.entity';

/** The tables of messaging, which every service has in its database. */
export const messagingSchema: Schema = {
  entities: [OutboxRow, InboxRow, DeadLetter, Suspect],
  migrations: [
    CreateMessaging1760000000000,
    CreateSuspects1764000001010,
    KeepParcels1764000001040,
    HoldBackBulk1764000001300,
  ],
};
