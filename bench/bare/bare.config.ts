import { asNumber, Setting } from '@clientele/config';

/** Settings of the bare server. */
export class BareConfig {
  @Setting('PORT', 'Port to listen on', asNumber)
  readonly port: number;

  @Setting('IDENTITY_DATABASE_URL', 'The database of identity')
  readonly identityUrl: string;

  @Setting('GROUPS_DATABASE_URL', 'The database of groups')
  readonly groupsUrl: string;

  @Setting('SUPPORT_DATABASE_URL', 'The database of support')
  readonly supportUrl: string;

  @Setting('ORDERS_DATABASE_URL', 'The database of orders')
  readonly ordersUrl: string;

  @Setting('DATABASE_POOL_SIZE', 'Connections to each', asNumber)
  readonly poolSize: number = 8;
}
