import type { TokenIssuer } from '@clientele/testing';
import type { LoadedShop } from '../data/load';
import { Random } from '../generator/random';
import { contactOf } from './principals';

/** A contact who is logged in. */
export interface Shopper {
  readonly customerId: string;
  readonly contactId: string;
  readonly token: string;
}

/** Logs contacts in. Their tokens outlive the run, so that no log-in is measured with the operations. */
export async function shoppersOf(shop: LoadedShop, issuer: TokenIssuer): Promise<Shopper[]> {
  return Promise.all(
    shop.shoppers.map(async (customer) => ({
      customerId: customer.id,
      contactId: customer.contactId,
      token: await issuer.sign(contactOf(customer, shop.profileId), '2h'),
    })),
  );
}

/** Who the bare server is told is calling, as it knows no tokens. */
export const namesOf = ({ customerId, contactId }: Shopper) => ({
  'x-customer': customerId,
  'x-contact': contactId,
});

/** A choice without end, the same in every run. */
export const choosing = <T>(items: readonly T[], seed: number): (() => T) => {
  const random = new Random(seed);
  return () => random.pick(items);
};
