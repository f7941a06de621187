import { defineProblem } from '@clientele/contracts';

export class ShopNameTaken extends defineProblem(
  'conflict',
  'shop-name-taken',
  'Another of the shops that share customers has this name',
) {}

export class MainShopNotOwn extends defineProblem(
  'invalid',
  'main-shop-not-own',
  'A shop can share the customers of no other shop than the own',
) {}

/** What customers spent, their limits and ranks are in one currency. */
export class CurrencyOfMainShop extends defineProblem(
  'invalid',
  'currency-of-main-shop',
  'Shops that share customers have one currency',
) {}

export class SetInMainShop extends defineProblem(
  'conflict',
  'set-in-main-shop',
  'This is set for all shops that share customers at once, in the main shop',
) {}

/** Somebody has to log in there. */
export class ShopNeedsOwner extends defineProblem(
  'forbidden',
  'shop-needs-owner',
  'Only an employee can make a shop with customers of its own',
) {}
