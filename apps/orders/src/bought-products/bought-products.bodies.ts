import { ListQuery } from '@clientele/http';
import { IsUUID } from 'class-validator';

export class ListBoughtProductsQuery extends ListQuery {
  /** Who bought. */
  @IsUUID()
  readonly customerId: string;
}
