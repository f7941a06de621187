import { Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsNumberString,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Min,
  ValidateNested,
} from 'class-validator';
import { defineQuestion } from '../question';
import { CustomerQuestion, Glance, GlanceOf } from './overview.questions';

export const ORDERS_OVERVIEW_PARTS = ['orders', 'products', 'carts'] as const;
export type OrdersOverviewPart = (typeof ORDERS_OVERVIEW_PARTS)[number];

export class OrdersOverviewQuestion extends CustomerQuestion {
  /** Only these parts are answered. */
  @IsIn(ORDERS_OVERVIEW_PARTS, { each: true }) parts: OrdersOverviewPart[];
  /** Whether to tell how orders were paid. */
  @IsBoolean() payments: boolean;
}

/** An amount without and with tax. */
export class MoneyPairFact {
  @IsNumberString() taxExcluded: string;
  @IsNumberString() taxIncluded: string;
}

/** An order in short. */
export class OrderGlance {
  @IsUUID() id: string;
  @IsString() reference: string;
  @IsString() state: string;
  @IsString() currency: string;
  @ValidateNested() @Type(() => MoneyPairFact) total: MoneyPairFact;
  /** Ways of payment, as the storefront names them; null unless asked for. */
  @IsOptional() @IsArray() @IsString({ each: true }) paymentMethods: string[] | null;
  @IsISO8601() placedAt: string;
}

export class OrdersGlance extends Glance {
  @GlanceOf(OrderGlance) items: OrderGlance[];
}

/** A product a customer bought. */
export class BoughtProductGlance {
  @IsString() productId: string;
  /** Null: the catalogue does not know it any more. */
  @IsOptional() @IsString() sku: string | null;
  @IsOptional() @IsString() name: string | null;
  /** In how many orders. */
  @IsInt() @Min(1) orders: number;
  @IsInt() @Min(1) quantity: number;
}

export class BoughtProductsGlance extends Glance {
  @GlanceOf(BoughtProductGlance) items: BoughtProductGlance[];
}

/** A cart in short, as of its last change. */
export class CartGlance {
  @IsUUID() id: string;
  @IsString() number: string;
  /** As it is now: `active`, `abandoned`, `lost` or `ordered`. */
  @IsString() state: string;
  @IsOptional() @IsString() currency: string | null;
  /** How many lines. */
  @IsInt() @Min(0) lines: number;
  @ValidateNested() @Type(() => MoneyPairFact) total: MoneyPairFact;
  @IsISO8601() updatedAt: string;
}

export class CartsGlance extends Glance {
  @GlanceOf(CartGlance) items: CartGlance[];
}

export class OrdersOverviewAnswer {
  /** The last placed first. */
  @IsOptional() @ValidateNested() @Type(() => OrdersGlance) orders?: OrdersGlance;
  /** The most bought first. */
  @IsOptional() @ValidateNested() @Type(() => BoughtProductsGlance) products?: BoughtProductsGlance;
  /** The last changed first. */
  @IsOptional() @ValidateNested() @Type(() => CartsGlance) carts?: CartsGlance;
}

/** What a customer ordered, bought and has in carts. Answered by orders. */
export const ordersOverview = defineQuestion(
  'ask.orders.customer-overview.v1',
  OrdersOverviewQuestion,
  OrdersOverviewAnswer,
  {
    question: {
      shopId: '0198c0de-0000-7000-8000-000000000000',
      customerId: '0198c0de-0000-7000-8000-000000000001',
      parts: ['orders', 'products', 'carts'],
      payments: true,
    },
    answer: {
      orders: {
        items: [
          {
            ...{
              id: '0198c0de-0000-7000-8000-000000000030',
              reference: 'KPTWXZCHM',
              state: 'payment-accepted',
            },
            ...{ currency: 'EUR', total: { taxExcluded: '39.62', taxIncluded: '47.55' } },
            ...{ paymentMethods: ['card'], placedAt: '2026-11-22T10:05:00.000Z' },
          },
        ],
        hasMore: true,
      },
      products: {
        items: [{ productId: 'oolong-50', sku: 'OOLONG-50', name: 'Oolong, 50 g', orders: 1, quantity: 2 }],
        hasMore: false,
      },
      carts: {
        items: [
          {
            ...{ id: '0198c0de-0000-7000-8000-000000000020', number: '17', state: 'active', currency: 'EUR' },
            ...{ lines: 2, total: { taxExcluded: '39.62', taxIncluded: '47.55' } },
            updatedAt: '2026-11-22T10:04:00.000Z',
          },
        ],
        hasMore: false,
      },
    },
  },
);

/** Money, with or without tax. */
export class TaxedAmountFact {
  @IsNumberString() amount: string;
  @IsString() currency: string;
  @IsBoolean() taxIncluded: boolean;
}

/** A voucher in short. */
export class VoucherGlance {
  @IsUUID() id: string;
  /** Per language. */
  @IsObject() name: Record<string, string>;
  /** What brings it into a cart; null: it comes by itself. */
  @IsOptional() @IsString() code: string | null;
  @IsBoolean() automatic: boolean;
  @IsOptional() @IsNumberString() percent: string | null;
  @IsOptional() @ValidateNested() @Type(() => TaxedAmountFact) amount: TaxedAmountFact | null;
  @IsBoolean() freeShipping: boolean;
  @IsOptional() @IsString() giftProductId: string | null;
  /** Last day. */
  @IsOptional() @IsString() endsOn: string | null;
  /** What the products of the cart have to come to. */
  @IsOptional() @ValidateNested() @Type(() => TaxedAmountFact) minimum: TaxedAmountFact | null;
  /** Whether nobody else can use it. */
  @IsBoolean() personal: boolean;
}

export class VouchersOverviewAnswer extends Glance {
  /** The customer's own first, then those that end first. */
  @GlanceOf(VoucherGlance) items: VoucherGlance[];
}

/** The vouchers that a customer can use by now. Answered by orders. */
export const vouchersOverview = defineQuestion(
  'ask.orders.customer-vouchers.v1',
  CustomerQuestion,
  VouchersOverviewAnswer,
  {
    question: {
      shopId: '0198c0de-0000-7000-8000-000000000000',
      customerId: '0198c0de-0000-7000-8000-000000000001',
    },
    answer: {
      items: [
        {
          ...{ id: '0198c0de-0000-7000-8000-000000000070', name: { en: 'Welcome' }, code: 'WELCOME10' },
          ...{ automatic: false, percent: '10', amount: null, freeShipping: false, giftProductId: null },
          ...{ endsOn: '2026-12-31', minimum: null, personal: false },
        },
      ],
      hasMore: false,
    },
  },
);
