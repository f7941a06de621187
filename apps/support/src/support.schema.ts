import { combineSchemas } from '@clientele/database';
import { httpSchema } from '@clientele/http';
import { mergingSchema } from '@clientele/merging';
import { messagingSchema } from '@clientele/messaging';
import { ErasedContact } from './erasures/erased-contact.entity';
import { membershipsSchema, sightSchema } from '@clientele/sight';
import { Inbox } from './inboxes/inbox.entity';
import { Mail } from './mails/mail.entity';
import { CreateSupport1763000000300 } from './migrations/1763000000300-create-support';
import { AddAccountMails1764000000100 } from './migrations/1764000000100-add-account-mails';
import { AddMailsCustomer1764000000730 } from './migrations/1764000000730-add-mails-customer';
import { EraseAccountMails1764000000750 } from './migrations/1764000000750-erase-account-mails';
import { CountLostMails1764000000980 } from './migrations/1764000000980-count-lost-mails';
import { KnowShops1764000001381 } from './migrations/1764000001381-know-shops';
import { KnownShop } from './shops/known-shop.entity';
import { Message } from './threads/message.entity';
import { ThreadChange } from './threads/thread-change.entity';
import { Thread } from './threads/thread.entity';

/** All tables of the service support. */
export const supportSchema = combineSchemas(
  messagingSchema,
  httpSchema,
  mergingSchema,
  sightSchema,
  membershipsSchema,
  {
    entities: [Inbox, Thread, Message, ThreadChange, Mail, ErasedContact, KnownShop],
    migrations: [
      CreateSupport1763000000300,
      AddAccountMails1764000000100,
      AddMailsCustomer1764000000730,
      EraseAccountMails1764000000750,
      CountLostMails1764000000980,
      KnowShops1764000001381,
    ],
  },
);
