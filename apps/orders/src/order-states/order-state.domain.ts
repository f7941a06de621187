/** What it means that an order is in a state. */
export const FLAGS = [
  'paid',
  'countsAsSale',
  'shipped',
  'delivered',
  'cancelled',
  'refunded',
  'sendsMail',
  'visibleToCustomer',
] as const;
export type Flag = (typeof FLAGS)[number];

/** A state that every installation begins with. */
export interface DeliveredState {
  readonly name: Readonly<Record<'en' | 'fr' | 'pl' | 'nb' | 'sv', string>>;
  readonly flags: readonly Flag[];
  /** Where an order may go from here. */
  readonly next: readonly string[];
}

/** The state of an order that waits for its money. */
export const FIRST_STATE = 'awaiting-payment';
/** The state of an order with nothing to pay: complete at once, though no payment was ever accepted. */
export const FIRST_STATE_OF_FREE_ORDERS = 'processing';
/** The state that covering payments lead to. */
export const PAID_STATE = 'payment-accepted';
/** The state of an order that comes to nothing. */
export const CANCELLED_STATE = 'cancelled';

const UNPAID = ['awaiting-payment', 'awaiting-bank-wire', 'awaiting-cheque'];

/** The states an installation begins with, in the order of an order's life. */
export const DELIVERED_STATES: Readonly<Record<string, DeliveredState>> = {
  'awaiting-payment': {
    name: {
      en: 'Awaiting payment',
      fr: 'En attente de paiement',
      pl: 'Oczekiwanie na płatność',
      nb: 'Venter på betaling',
      sv: 'Väntar på betalning',
    },
    flags: ['visibleToCustomer'],
    next: ['awaiting-bank-wire', 'awaiting-cheque', 'payment-accepted', 'payment-error', 'cancelled'],
  },
  'awaiting-bank-wire': {
    name: {
      en: 'Awaiting bank wire',
      fr: 'En attente de virement bancaire',
      pl: 'Oczekiwanie na przelew',
      nb: 'Venter på bankoverføring',
      sv: 'Väntar på banköverföring',
    },
    flags: ['sendsMail', 'visibleToCustomer'],
    next: ['awaiting-payment', 'awaiting-cheque', 'payment-accepted', 'payment-error', 'cancelled'],
  },
  'awaiting-cheque': {
    name: {
      en: 'Awaiting cheque',
      fr: 'En attente de chèque',
      pl: 'Oczekiwanie na czek',
      nb: 'Venter på sjekk',
      sv: 'Väntar på check',
    },
    flags: ['sendsMail', 'visibleToCustomer'],
    next: ['awaiting-payment', 'awaiting-bank-wire', 'payment-accepted', 'payment-error', 'cancelled'],
  },
  'payment-accepted': {
    name: {
      en: 'Payment accepted',
      fr: 'Paiement accepté',
      pl: 'Płatność przyjęta',
      nb: 'Betaling godkjent',
      sv: 'Betalning godkänd',
    },
    flags: ['paid', 'countsAsSale', 'sendsMail', 'visibleToCustomer'],
    next: ['processing', 'shipped', 'delivered', 'cancelled', 'partially-refunded', 'refunded'],
  },
  'payment-error': {
    name: {
      en: 'Payment error',
      fr: 'Erreur de paiement',
      pl: 'Błąd płatności',
      nb: 'Betalingsfeil',
      sv: 'Betalningsfel',
    },
    flags: ['sendsMail', 'visibleToCustomer'],
    next: [...UNPAID, 'payment-accepted', 'cancelled'],
  },
  processing: {
    name: {
      en: 'Processing',
      fr: 'En cours de préparation',
      pl: 'W trakcie realizacji',
      nb: 'Under behandling',
      sv: 'Behandlas',
    },
    flags: ['paid', 'countsAsSale', 'visibleToCustomer'],
    next: ['shipped', 'delivered', 'cancelled', 'partially-refunded', 'refunded'],
  },
  shipped: {
    name: { en: 'Shipped', fr: 'Expédiée', pl: 'Wysłane', nb: 'Sendt', sv: 'Skickad' },
    flags: ['paid', 'countsAsSale', 'shipped', 'sendsMail', 'visibleToCustomer'],
    next: ['delivered', 'partially-refunded', 'refunded'],
  },
  delivered: {
    name: { en: 'Delivered', fr: 'Livrée', pl: 'Dostarczone', nb: 'Levert', sv: 'Levererad' },
    flags: ['paid', 'countsAsSale', 'shipped', 'delivered', 'visibleToCustomer'],
    next: ['partially-refunded', 'refunded'],
  },
  cancelled: {
    name: { en: 'Cancelled', fr: 'Annulée', pl: 'Anulowane', nb: 'Kansellert', sv: 'Avbruten' },
    flags: ['cancelled', 'sendsMail', 'visibleToCustomer'],
    next: ['refunded'],
  },
  'partially-refunded': {
    name: {
      en: 'Partially refunded',
      fr: 'Partiellement remboursée',
      pl: 'Częściowo zwrócone',
      nb: 'Delvis refundert',
      sv: 'Delvis återbetald',
    },
    flags: ['paid', 'countsAsSale', 'sendsMail', 'visibleToCustomer'],
    next: ['processing', 'shipped', 'delivered', 'refunded'],
  },
  refunded: {
    name: { en: 'Refunded', fr: 'Remboursée', pl: 'Zwrócone', nb: 'Refundert', sv: 'Återbetald' },
    flags: ['refunded', 'sendsMail', 'visibleToCustomer'],
    next: [],
  },
};
