import { DEFAULT_SHOP_ID } from '@clientele/contracts';
import { Seed, type Tx } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { Title } from './title.entity';

const DELIVERED = [
  {
    id: '0198c0de-0000-7000-8000-000000001001',
    type: 'male',
    en: 'Mr',
    fr: 'M.',
    pl: 'Pan',
    nb: 'Hr.',
    sv: 'Herr',
  },
  {
    id: '0198c0de-0000-7000-8000-000000001002',
    type: 'female',
    en: 'Ms',
    fr: 'Mme',
    pl: 'Pani',
    nb: 'Fru',
    sv: 'Fru',
  },
  {
    id: '0198c0de-0000-7000-8000-000000001003',
    type: 'female',
    en: 'Miss',
    fr: 'Mlle',
    pl: 'Panna',
    nb: 'Frk.',
    sv: 'Fröken',
  },
  {
    id: '0198c0de-0000-7000-8000-000000001004',
    type: 'neutral',
    en: 'Mx',
    fr: 'Mx',
    pl: 'Mx',
    nb: 'Mx',
    sv: 'Mx',
  },
] as const;

/** Makes the titles that every shop starts with. */
@Injectable()
export class TitlesService {
  @Seed({})
  async seed(tx: Tx): Promise<void> {
    if ((await tx.countBy(Title, { shopId: DEFAULT_SHOP_ID })) > 0) return;
    await tx.insert(
      Title,
      DELIVERED.map(({ id, type, ...name }, position) => ({
        id,
        shopId: DEFAULT_SHOP_ID,
        type,
        name,
        position,
      })),
    );
  }
}
