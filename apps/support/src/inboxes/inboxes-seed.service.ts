import { Clock } from '@clientele/config';
import { DEFAULT_SHOP_ID } from '@clientele/contracts';
import { Seed, type Tx } from '@clientele/database';
import { Injectable } from '@nestjs/common';
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

/** The inboxes that a new installation has. */
@Injectable()
export class InboxesSeed {
  constructor(
    private readonly config: SupportConfig,
    private readonly clock: Clock,
  ) {}

  @Seed({ order: 10 })
  async seed(tx: Tx): Promise<void> {
    const now = this.clock.now();
    const rows = DELIVERED.map((inbox, i) => ({
      ...inbox,
      shopId: DEFAULT_SHOP_ID,
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
