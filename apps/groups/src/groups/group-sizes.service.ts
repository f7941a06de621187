import { Database } from '@clientele/database';
import { LooksEvery } from '@clientele/jobs';
import { Injectable } from '@nestjs/common';
import { addUp, lockSizes } from './group-sizes.queries';

/** Adds up who joined and who left, so that few changes are left to be counted when somebody looks. */
@Injectable()
export class GroupSizes {
  constructor(private readonly db: Database) {}

  /** Adds up some changes, unless another replica is at it; tells whether there may be more. */
  @LooksEvery(5_000)
  addUpSome(): Promise<boolean> {
    return this.db.transaction(async (tx) => {
      if (!(await lockSizes.first(tx))?.mine) return false;
      return ((await addUp.first(tx))?.count ?? 0) > 0;
    });
  }
}
