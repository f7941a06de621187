import { ApiProperty } from '@nestjs/swagger';
import { AddressView } from '../addresses/addresses.views';
import { ConsentChangeView } from '../consents/consents.views';
import { CustomerContactView, CustomerItemView } from '../customers/customers.views';
import { DocumentView } from '../documents/documents.views';
import { NoteView } from '../notes/notes.views';
import { RankView } from '../ranks/ranks.views';
import { VisitView } from '../visits/visits.views';
import {
  BoughtProductsGlanceView,
  CartsGlanceView,
  GlanceView,
  GroupsGlanceView,
  MailsGlanceView,
  OrdersGlanceView,
  SegmentsGlanceView,
  ThreadsGlanceView,
  VouchersGlanceView,
} from './glances.views';
import { ASKED_PARTS, type AskedPart, GUARDED_PARTS, type GuardedPart } from './overview.domain';

/** The last changes of consents. */
export class ConsentsGlanceView extends GlanceView {
  items: ConsentChangeView[];
}

/** Contacts, the oldest first. */
export class ContactsGlanceView extends GlanceView {
  items: CustomerContactView[];
}

/** Addresses, the default ones first. */
export class AddressesGlanceView extends GlanceView {
  items: AddressView[];
}

/** The newest documents of the customer itself. */
export class DocumentsGlanceView extends GlanceView {
  items: DocumentView[];
}

/** Private notes: the pinned ones first, then the newest. */
export class NotesGlanceView extends GlanceView {
  items: NoteView[];
}

/** The last visits. */
export class VisitsGlanceView extends GlanceView {
  items: VisitView[];
}

/** Everything there is of a customer. What is unavailable or withheld is left out and named. */
export class CustomerOverviewView {
  customer: CustomerItemView;
  rank: RankView;
  consents: ConsentsGlanceView;
  contacts: ContactsGlanceView;
  addresses: AddressesGlanceView;
  documents: DocumentsGlanceView;
  notes: NotesGlanceView;
  visits: VisitsGlanceView;
  groups?: GroupsGlanceView;
  segments?: SegmentsGlanceView;
  orders?: OrdersGlanceView;
  products?: BoughtProductsGlanceView;
  carts?: CartsGlanceView;
  vouchers?: VouchersGlanceView;
  threads?: ThreadsGlanceView;
  mails?: MailsGlanceView;
  /** What another service did not tell in time. */
  @ApiProperty({ enum: ASKED_PARTS, isArray: true })
  unavailable: AskedPart[];
  /** What the caller has no permission to see; `payments` are told with orders. */
  @ApiProperty({ enum: GUARDED_PARTS, isArray: true })
  withheld: GuardedPart[];
}
