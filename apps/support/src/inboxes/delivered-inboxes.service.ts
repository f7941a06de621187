import { Clock } from '@clientele/config';
import { DEFAULT_SHOP_ID } from '@clientele/contracts';
import { Seed, type Tx } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { v5 as uuidv5 } from 'uuid';
import { SupportConfig } from '../support.config';
import { Inbox } from './inbox.entity';

const DELIVERED = [
  {
    id: '0198c0de-0000-7000-8000-000000000401',
    title: {
      en: 'Webmaster',
      fr: 'Webmestre',
      pl: 'Administrator strony',
      nb: 'Nettstedsansvarlig',
      sv: 'Webbansvarig',
    },
    description: {
      en: 'If a technical problem occurs on this website',
      fr: 'Si un problème technique survient sur ce site',
      pl: 'Jeśli na tej stronie wystąpi problem techniczny',
      nb: 'Hvis det oppstår et teknisk problem på nettstedet',
      sv: 'Om ett tekniskt problem uppstår på webbplatsen',
    },
  },
  {
    id: '0198c0de-0000-7000-8000-000000000402',
    title: {
      en: 'Customer service',
      fr: 'Service client',
      pl: 'Obsługa klienta',
      nb: 'Kundeservice',
      sv: 'Kundtjänst',
    },
    description: {
      en: 'For any question about a product or an order',
      fr: 'Pour toute question sur un produit ou une commande',
      pl: 'W razie pytań dotyczących produktu lub zamówienia',
      nb: 'For spørsmål om et produkt eller en bestilling',
      sv: 'För frågor om en produkt eller en beställning',
    },
  },
];

/** The inboxes that every shop with customers of its own begins with. */
@Injectable()
export class DeliveredInboxes {
  constructor(
    private readonly config: SupportConfig,
    private readonly clock: Clock,
  ) {}

  @Seed({ order: 10 })
  seed(tx: Tx): Promise<void> {
    return this.ensure(tx, DEFAULT_SHOP_ID);
  }

  /** Gives a shop its inboxes; those it has stay as they are. */
  async ensure(tx: Tx, shopId: string): Promise<void> {
    const now = this.clock.now();
    const rows = DELIVERED.map((inbox, i) => ({
      ...inbox,
      id: idIn(shopId, inbox.id),
      shopId,
      email: this.config.mailFrom,
      saveMessages: true,
      position: i + 1,
      enabled: true,
      version: 1,
      createdAt: now,
      updatedAt: now,
    }));
    await tx.createQueryBuilder().insert().into(Inbox).values(rows).orIgnore().execute();
  }
}

// The same whenever it is asked for, so that a shop that is told of again gets nothing twice.
const idIn = (shopId: string, id: string): string => (shopId === DEFAULT_SHOP_ID ? id : uuidv5(shopId, id));
