import { combineSchemas } from '@clientele/database';
import { httpSchema } from '@clientele/http';
import { mergingSchema } from '@clientele/merging';
import { messagingSchema } from '@clientele/messaging';
import { sightSchema } from '@clientele/sight';
import { RevokedAccess } from './access/revoked-access.entity';
import { BoughtProduct } from './bought-products/bought-product.entity';
import { CartLine } from './carts/cart-line.entity';
import { Cart } from './carts/cart.entity';
import { Category } from './categories/category.entity';
import { FormRule } from './forms/form-rule.entity';
import { CreateCatalogue1763000000000 } from './migrations/1763000000000-create-catalogue';
import { CreateProjections1763000000001 } from './migrations/1763000000001-create-projections';
import { CreateCarts1763000000002 } from './migrations/1763000000002-create-carts';
import { CreateOrders1763000000003 } from './migrations/1763000000003-create-orders';
import { AddPriceContext1764000000504 } from './migrations/1764000000504-add-price-context';
import { CreateRevokedAccess1764000000200 } from './migrations/1764000000200-create-revoked-access';
import { CreateBoughtProducts1764000000730 } from './migrations/1764000000730-create-bought-products';
import { CreateForms1764000000751 } from './migrations/1764000000751-create-forms';
import { AddGuestOrders1764000000741 } from './migrations/1764000000741-add-guest-orders';
import { AddDefaultCategories1764000000840 } from './migrations/1764000000840-add-default-categories';
import { CreateRefunds1764000000841 } from './migrations/1764000000841-create-refunds';
import { AddCategoryAncestors1764000000900 } from './migrations/1764000000900-add-category-ancestors';
import { AddGroupReplacements1764000000901 } from './migrations/1764000000901-add-group-replacements';
import { IndexAcceptedPayments1764000000922 } from './migrations/1764000000922-index-accepted-payments';
import { CreatePricePolicies1764000000971 } from './migrations/1764000000971-create-price-policies';
import { SeeByPricing1764000001190 } from './migrations/1764000001190-see-by-pricing';
import { CreateVouchers1764000001330 } from './migrations/1764000001330-create-vouchers';
import { FollowQuietCarts1764000001350 } from './migrations/1764000001350-follow-quiet-carts';
import { KnowMainShops1764000001392 } from './migrations/1764000001392-know-main-shops';
import { KnowGroupsShops1764000001394 } from './migrations/1764000001394-know-groups-shops';
import { KeepWhereCartsAndOrdersAre1764000001395 } from './migrations/1764000001395-keep-where-carts-and-orders-are';
import { OrderStateTransition } from './order-states/order-state-transition.entity';
import { OrderState } from './order-states/order-state.entity';
import { OrderLine } from './orders/order-line.entity';
import { OrderStateChange } from './orders/order-state-change.entity';
import { Order } from './orders/order.entity';
import { Payment } from './payments/payment.entity';
import { ProductCategory } from './products/product-category.entity';
import { Product } from './products/product.entity';
import { Refund } from './refunds/refund.entity';
import { CustomerPricing } from './projections/customer-pricing.entity';
import { PricePolicy } from './projections/price-policy.entity';
import { KnownGroup } from './projections/known-group.entity';
import { KnownShop } from './shops/known-shop.entity';
import { CartVoucher } from './vouchers/cart-voucher.entity';
import { VoucherCode } from './vouchers/voucher-code.entity';
import { VoucherUse } from './vouchers/voucher-use.entity';
import { VoucherUser } from './vouchers/voucher-user.entity';
import { Voucher } from './vouchers/voucher.entity';

/** All tables of the service orders. */
export const ordersSchema = combineSchemas(messagingSchema, httpSchema, mergingSchema, sightSchema, {
  entities: [
    Category,
    Product,
    ProductCategory,
    KnownGroup,
    PricePolicy,
    CustomerPricing,
    RevokedAccess,
    FormRule,
    Cart,
    CartLine,
    OrderState,
    OrderStateTransition,
    Order,
    OrderLine,
    OrderStateChange,
    Payment,
    Refund,
    BoughtProduct,
    KnownShop,
    Voucher,
    VoucherCode,
    CartVoucher,
    VoucherUse,
    VoucherUser,
  ],
  migrations: [
    CreateCatalogue1763000000000,
    CreateProjections1763000000001,
    CreateCarts1763000000002,
    CreateOrders1763000000003,
    AddPriceContext1764000000504,
    CreateRevokedAccess1764000000200,
    CreateBoughtProducts1764000000730,
    CreateForms1764000000751,
    AddGuestOrders1764000000741,
    AddDefaultCategories1764000000840,
    CreateRefunds1764000000841,
    AddCategoryAncestors1764000000900,
    AddGroupReplacements1764000000901,
    IndexAcceptedPayments1764000000922,
    CreatePricePolicies1764000000971,
    SeeByPricing1764000001190,
    CreateVouchers1764000001330,
    FollowQuietCarts1764000001350,
    KnowMainShops1764000001392,
    KnowGroupsShops1764000001394,
    KeepWhereCartsAndOrdersAre1764000001395,
  ],
});
