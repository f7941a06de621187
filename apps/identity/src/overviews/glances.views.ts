import type {
  BoughtProductGlance,
  CartGlance,
  MailGlance,
  MembershipCauseGlance,
  MembershipGlance,
  MessageGlance,
  MoneyPairFact,
  OrderGlance,
  SegmentGlance,
  TaxedAmountFact,
  ThreadGlance,
  VoucherGlance,
} from '@clientele/contracts';
import { ApiProperty } from '@nestjs/swagger';

/** The beginning of a list. */
export class GlanceView {
  /** Whether the list goes on. */
  hasMore: boolean;
  /** Where the full list is. */
  href: string;
}

/** The purchase that brought a customer into a group. */
export class MembershipCauseGlanceView implements MembershipCauseGlance {
  @ApiProperty({ format: 'uuid' })
  orderId: string;
  /** Null: the amount of the order did. */
  productId: string | null;
  /** Rule of automatic assignment. */
  @ApiProperty({ format: 'uuid' })
  ruleId: string;
}

/** A group that the customer is in. */
export class MembershipGlanceView implements MembershipGlance {
  @ApiProperty({ format: 'uuid' })
  groupId: string;
  /** Name per language. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  name: Record<string, string>;
  /** Whether it decides the prices. */
  isDefault: boolean;
  /** How the customer came into it. */
  source: string;
  @ApiProperty({ format: 'date-time' })
  startedAt: string;
  /** Null: for good. */
  @ApiProperty({ format: 'date-time', nullable: true })
  expiresAt: string | null;
  @ApiProperty({ type: MembershipCauseGlanceView, nullable: true })
  cause: MembershipCauseGlanceView | null;
}

/** Groups: the default one first, then those joined last. */
export class GroupsGlanceView extends GlanceView {
  items: MembershipGlanceView[];
}

/** A segment that the customer is in. */
export class SegmentGlanceView implements SegmentGlance {
  @ApiProperty({ format: 'uuid' })
  segmentId: string;
  /** Name per language. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  name: Record<string, string>;
  /** What brought the customer in: its rule, a group or a pin. */
  source: string;
  @ApiProperty({ format: 'date-time' })
  enteredAt: string;
}

/** Segments: those entered last first. */
export class SegmentsGlanceView extends GlanceView {
  items: SegmentGlanceView[];
}

export class MoneyPairGlanceView implements MoneyPairFact {
  taxExcluded: string;
  taxIncluded: string;
}

/** An order in short. */
export class OrderGlanceView implements OrderGlance {
  @ApiProperty({ format: 'uuid' })
  id: string;
  reference: string;
  /** Code of its state. */
  state: string;
  /** ISO 4217. */
  currency: string;
  total: MoneyPairGlanceView;
  /** Ways of payment, as the storefront names them; null if payments are withheld. */
  @ApiProperty({ type: [String], nullable: true })
  paymentMethods: string[] | null;
  @ApiProperty({ format: 'date-time' })
  placedAt: string;
}

/** The last orders. */
export class OrdersGlanceView extends GlanceView {
  items: OrderGlanceView[];
}

/** A product that was bought. */
export class BoughtProductGlanceView implements BoughtProductGlance {
  productId: string;
  /** Null: the catalogue does not know the product. */
  sku: string | null;
  name: string | null;
  /** In how many orders. */
  @ApiProperty({ type: 'integer' })
  orders: number;
  @ApiProperty({ type: 'integer' })
  quantity: number;
}

/** The products bought most. */
export class BoughtProductsGlanceView extends GlanceView {
  items: BoughtProductGlanceView[];
}

/** A cart in short. */
export class CartGlanceView implements CartGlance {
  @ApiProperty({ format: 'uuid' })
  id: string;
  number: string;
  /** `active`, `abandoned`, `lost` or `ordered`. */
  state: string;
  /** ISO 4217; null until the first line decides. */
  currency: string | null;
  /** How many lines. */
  @ApiProperty({ type: 'integer' })
  lines: number;
  total: MoneyPairGlanceView;
  /** When it was used last. */
  @ApiProperty({ format: 'date-time' })
  updatedAt: string;
}

/** The carts that were changed last. */
export class CartsGlanceView extends GlanceView {
  items: CartGlanceView[];
}

/** Money, with or without tax. */
export class TaxedAmountGlanceView implements TaxedAmountFact {
  amount: string;
  /** ISO 4217. */
  currency: string;
  taxIncluded: boolean;
}

/** A voucher that the customer can use by now. */
export class VoucherGlanceView implements VoucherGlance {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** Name per language. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  name: Record<string, string>;
  /** What brings it into a cart; null: it comes by itself. */
  code: string | null;
  automatic: boolean;
  percent: string | null;
  @ApiProperty({ type: TaxedAmountGlanceView, nullable: true })
  amount: TaxedAmountGlanceView | null;
  freeShipping: boolean;
  giftProductId: string | null;
  /** Last day, in the shop's time zone. */
  @ApiProperty({ format: 'date', nullable: true })
  endsOn: string | null;
  /** What the products of the cart have to come to. */
  @ApiProperty({ type: TaxedAmountGlanceView, nullable: true })
  minimum: TaxedAmountGlanceView | null;
  /** Whether nobody else can use it. */
  personal: boolean;
}

/** Vouchers that can be used: the customer's own first. */
export class VouchersGlanceView extends GlanceView {
  items: VoucherGlanceView[];
}

/** The last message of a thread. */
export class MessageGlanceView implements MessageGlance {
  @ApiProperty({ enum: ['customer', 'employee'] })
  from: 'customer' | 'employee';
  /** How it begins. */
  excerpt: string;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
}

/** A thread in short. */
export class ThreadGlanceView implements ThreadGlance {
  @ApiProperty({ format: 'uuid' })
  id: string;
  number: string;
  subject: string;
  status: string;
  /** Whether the shop has yet to look at it. */
  unread: boolean;
  /** The employee in charge. */
  @ApiProperty({ format: 'uuid', nullable: true })
  assigneeId: string | null;
  /** How many messages. */
  @ApiProperty({ type: 'integer' })
  messages: number;
  @ApiProperty({ type: MessageGlanceView, nullable: true })
  lastMessage: MessageGlanceView | null;
  @ApiProperty({ format: 'date-time' })
  lastMessageAt: string;
}

/** The threads with the newest messages. */
export class ThreadsGlanceView extends GlanceView {
  items: ThreadGlanceView[];
}

/** A mail in short. */
export class MailGlanceView implements MailGlance {
  @ApiProperty({ format: 'uuid' })
  id: string;
  kind: string;
  to: string;
  subject: string;
  state: string;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  @ApiProperty({ format: 'date-time', nullable: true })
  sentAt: string | null;
}

/** The last e-mails. */
export class MailsGlanceView extends GlanceView {
  items: MailGlanceView[];
}
